import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineImageReference } from "../../machine-image/reference";
import { stateFolder } from "../../tools/paths";
import { configFile } from "../../tools/stack/config-file";
import { stackOf } from "../../tools/stack/stack";
import { machinesOf, type ClusterPlan } from "../../topology/plan";
import { makeWell, pulumi, type TestStack } from "../e2e/support/stack";
import type { Said, Subject } from "./places";

/** A stack that is up, and what was heard while it came up. */
export interface Up {
  readonly stack: TestStack;
  readonly plan: ClusterPlan;
  readonly heard: Pick<Said, "output" | "process arguments">;
  readonly since: Date;
}

/** What of a stack that is up is searched for secrets: it is asked for all that it can be made to say. */
export async function subjectOf({ stack, plan, heard, since }: Up): Promise<Subject> {
  const printed = [
    heard.output,
    (await makeWell("preview", stack)).text,
    (await makeWell("status", stack)).text,
    (await makeWell("kubeconfig", stack)).text,
    await pulumi(stack, "preview", "--diff", ...(await withConfig(stack))),
    await pulumi(stack, "stack", "output"),
  ];
  const machines = machinesOf(plan).filter(({ role }) => role !== "bootstrap");
  return {
    said: {
      state: await pulumi(stack, "stack", "export"),
      "event log": await eventLog(stack),
      output: printed.join("\n"),
      "process arguments": heard["process arguments"],
    },
    containers: machines.map(({ name }) => `${stack.instance}-${name}`),
    images: [machineImageReference()],
    state: { folder: stateFolder, secret: ["passphrase", "*/kubeconfig"] },
    hostFolders: ["/tmp", "/var/tmp", "/run", "/var/lib/hardway", "/var/lib/containers", stateFolder],
    since,
  };
}

/** The SDK tells every resource's outputs in debug messages, secrets in clear: see docs/secrets.md. */
const isDebugMessage = (line: string): boolean =>
  (JSON.parse(line) as { diagnosticEvent?: { severity: string } }).diagnosticEvent?.severity === "debug";

/** The events of an `up`, as CI keeps them, without the debug messages. */
async function eventLog(stack: TestStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hardway-events-"));
  try {
    const file = join(folder, "events.json");
    await pulumi(stack, "up", "--yes", "--skip-preview", "--event-log", file, ...(await withConfig(stack)));
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
    return lines.filter((line) => !isDebugMessage(line)).join("\n");
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function withConfig(stack: TestStack): Promise<readonly string[]> {
  return ["--config-file", await configFile(stackOf(stack.name))];
}
