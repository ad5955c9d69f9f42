import { spawnSync } from "node:child_process";
import { commandOnHost } from "../../../../../components/microshift/host/scripts";
import { hostSteps } from "../../../../../manifests/microshift/host/steps";
import { microshiftPlanFor, microshiftSshInput } from "../../../../support/microshift-plan";
import { withStandIn } from "../../../../support/stand-in-program";

const plan = microshiftPlanFor(microshiftSshInput({ addOns: ["olm", "gitops"], wildcardDns: {} }));
const steps = hostSteps(plan, { name: "edge", address: "192.0.2.10", pullSecret: "given" });

/** The most that Linux takes as one word of a command (MAX_ARG_STRLEN), in bytes. */
const longestWord = 131_072;

describe("a step as the command that is sent to a host", () => {
  it.each(steps.map((step) => [step.name, step] as const))("is whole without its comments: %s", (_, step) => {
    for (const user of ["root", "core"])
      for (const order of ["up", "down", "stop"] as const) {
        const command = commandOnHost(step, order, user);
        const { status, stderr } = spawnSync("sh", ["-n", "-c", command], { encoding: "utf8" });
        expect([status, stderr]).toEqual([0, ""]);
        expect(command).not.toContain("#!/bin/sh");
        // sshd hands it to the user's shell as one word; a quarter of that is left for what users add.
        expect(Buffer.byteLength(command)).toBeLessThan((longestWord * 3) / 4);
      }
  });

  it("does nothing where its step has no such order", () => {
    const kubeconfig = steps.find(({ name }) => name === "kubeconfig");
    if (kubeconfig === undefined) throw new Error("the plan has no step kubeconfig");
    const command = commandOnHost(kubeconfig, "down", "root");
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect([status, stdout, stderr]).toEqual([0, "", ""]);
  });

  it("tells whoever may not become root how they could, before the step begins", () => {
    const facts = steps.find(({ name }) => name === "facts");
    if (facts === undefined) throw new Error("the plan has no step facts");
    const [id, sudo] = [
      withStandIn("id", "case $1 in -u) echo 1000 ;; *) echo core ;; esac"),
      withStandIn("sudo", 'echo "sudo: a password is required" >&2; exit 1'),
    ];
    const { status, stderr } = spawnSync("sh", ["-c", commandOnHost(facts, "up", "core")], {
      encoding: "utf8",
      env: { ...id, PATH: `${sudo["PATH"]?.split(":")[0] ?? ""}:${id["PATH"] ?? ""}` },
    });
    expect(status).toBe(1);
    expect(stderr).toContain("core may not become root\n");
    expect(stderr).toContain("a password is required");
    expect(stderr).toContain("NOPASSWD");
  });
});
