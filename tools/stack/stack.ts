import { join } from "node:path";
import { stateFolder } from "../paths";

/** A stack as the commands of this project know it: its name and where its files are. */
export interface Stack {
  readonly name: string;
  /** `.state/<stack>`: the kubeconfig and the generated configuration. */
  readonly folder: string;
  readonly kubeconfig: string;
  /** What the stack owns on its host is named so. */
  readonly instance: string;
}

/** The stack of a name. */
export function stackOf(name: string): Stack {
  const folder = join(stateFolder, name);
  return { name, folder, kubeconfig: join(folder, "kubeconfig"), instance: `hardway-${name}` };
}
