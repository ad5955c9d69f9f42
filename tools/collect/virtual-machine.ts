import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { consoleLog } from "../../manifests/libvirt/domain";
import { bounded, ending, type Piece } from "./look";
import { piecesIn, questions } from "./questions";
import { textOf } from "./texts";

/** A machine that is reached by SSH. */
export interface RemoteMachine {
  /** The SSH client's configuration, which knows the machine by its name. */
  readonly configuration: string;
  readonly name: string;
  /** What libvirt calls it. */
  readonly domain: string;
}

/** An emulated machine takes seconds to start each of some forty programs. */
const limitSeconds = 300;
/** How much of the end of a serial console is taken, in bytes. */
const consoleLimit = 256 * 1024;

/** The virtual machines of a stack, which has a folder with the way into them; other stacks have none. */
export function remoteMachines(instance: string, folder: string): readonly RemoteMachine[] {
  const configuration = join(folder, "ssh", "config");
  if (!existsSync(configuration)) return [];
  return [...readFileSync(configuration, "utf8").matchAll(/^Host ([\w-]+)$/gm)].map(([, name = ""]) => ({
    configuration,
    name,
    domain: `${instance}-${name}`,
  }));
}

/**
 * What a virtual machine answers, and what its serial console showed where this host is its hypervisor. One that does not
 * answer is given up after the seconds of the client's configuration.
 */
export async function collectRemotely(machine: RemoteMachine): Promise<readonly Piece[]> {
  const { name, domain, configuration } = machine;
  const shown = { path: `${name}/console.txt`, text: textOf(consoleLog(domain), consoleLimit) };
  const entered = ["ssh", "-F", configuration, name, "sh", "-s"];
  const { exitCode, output, errors } = await bounded(entered, limitSeconds, questions());
  const reached = { path: `${name}/ssh.txt`, text: errors + ending(exitCode, limitSeconds) };
  return [shown, reached, ...piecesIn(output, name)];
}
