import { rm } from "node:fs/promises";
import { relative } from "node:path";
import { isMicroshift } from "../../topology/microshift/plan";
import { collect } from "../collect/collect";
import { devPatch } from "../microshift/dev-patch";
import { logs } from "../microshift/logs";
import { stop } from "../microshift/stop";
import { hostPrograms, repository } from "../paths";
import { change } from "./change";
import { writeKubeconfig } from "./kubeconfig";
import { preflight } from "./preflight/preflight";
import { preview } from "./preview";
import { textOutput } from "./output";
import { stackExists } from "./pulumi";
import { status } from "./status";
import type { Stack } from "./stack";

/** A command on a stack; it returns the exit code for `make`. */
export type StackCommand = (stack: Stack) => Promise<number>;

async function up(stack: Stack): Promise<number> {
  const plan = await preflight(stack);
  const exitCode = await change(stack, "up");
  if (exitCode !== 0) return exitCode;
  if (plan !== undefined && !isMicroshift(plan) && plan.until !== undefined) {
    console.log(`\n${await textOutput(stack, "stage")}`);
    return 0;
  }
  const kubectl = `${relative(repository, hostPrograms)}/kubectl`;
  console.log("\nThe cluster is up. To reach it:");
  console.log(`  export KUBECONFIG=$(make kubeconfig STACK=${stack.name} | tail -n 1)`);
  console.log(`  ${kubectl} get nodes`);
  return 0;
}

/** What would be refused by `up` is refused here, too: a preview is there to be believed. */
async function previewOn(stack: Stack): Promise<number> {
  await preflight(stack);
  return preview(stack);
}

async function destroy(stack: Stack): Promise<number> {
  if (!stackExists(stack)) {
    console.log(`nothing to destroy: the stack ${stack.name} was never made`);
    return 0;
  }
  const exitCode = await change(stack, "destroy");
  // Its keys are worth nothing any more.
  if (exitCode === 0) await rm(stack.kubeconfig, { force: true });
  return exitCode;
}

async function kubeconfig(stack: Stack): Promise<number> {
  console.log(await writeKubeconfig(stack));
  return 0;
}

async function collectAll(stack: Stack): Promise<number> {
  const reason = `make collect STACK=${stack.name}`;
  const { archive, worthSaying } = await collect({
    instance: `hardway-${stack.name}`,
    folder: stack.folder,
    about: "on-demand",
    reason,
  });
  // The last line is the path.
  console.log([...worthSaying, archive].join("\n"));
  return 0;
}

/** The commands on a stack, by the name of their `make` target. */
export const stackCommands = {
  up,
  preview: previewOn,
  destroy,
  status,
  kubeconfig,
  collect: collectAll,
  logs,
  stop,
  "dev-patch": devPatch,
} as const satisfies Readonly<Record<string, StackCommand>>;
