import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hostScript, type Order } from "../../../manifests/microshift/host/script";
import type { HostStep } from "../../../manifests/microshift/host/steps";

/** A step on a host as the command that is run there by ssh, as `user`. */
export function commandOnHost(step: HostStep, order: Order, user: string): string {
  return hostScript(step, order, user, {
    shared: textOf("../../shell/lib.sh"),
    ofHost: textOf("lib.sh"),
    ofStep: textOf(`${step.name}.sh`),
    asRoot: textOf("as-root.sh"),
  });
}

/** A script without the line that names its shell, and without comments, which would travel with every command. */
function textOf(path: string): string {
  const lines = readFileSync(join(__dirname, path), "utf8").split("\n");
  return lines.filter((line) => !/^\s*#/.test(line)).join("\n");
}
