import { shellWord } from "../../../topology/shell-word";
import { shellArchive } from "../../shell-archive";
import type { HostStep } from "./steps";

/** What a step is told to do. `stop` is for the service alone. */
export type Order = "up" | "down" | "stop";

/** The texts of the scripts that a step is put together from. */
export interface ScriptTexts {
  /** components/shell/lib.sh, which knows how errors are told. */
  readonly shared: string;
  /** components/microshift/host/lib.sh. */
  readonly ofHost: string;
  readonly ofStep: string;
  /** components/microshift/host/as-root.sh. */
  readonly asRoot: string;
}

/** Where this program keeps on a host what it has changed there. */
const stateFolder = "/var/lib/hardway/microshift";

/**
 * A step as one command for the shell of whoever logs in, whatever shell that is. sshd takes no variables of the
 * environment unless it is set up to, so all values stand in the text, which therefore holds nothing secret.
 */
export function hostScript(
  { name, values, files }: HostStep,
  order: Order,
  user: string,
  { shared, ofHost, ofStep, asRoot }: ScriptTexts,
): string {
  const told = { STATE: stateFolder, STEP: name, ORDER: order, ...values };
  const assignments = Object.entries(told).map(([variable, value]) => `${variable}=${shellWord(value)}\n`);
  const archive = files.length === 0 ? "" : shellArchive(files);
  const script = [shared, assignments.join(""), ofHost, archive, ofStep].join("\n");
  return user === "root"
    ? `exec sh -c ${shellWord(script)}`
    : `exec sh -c ${shellWord(`${shared}\n${asRoot}`)} sh ${shellWord(script)}`;
}
