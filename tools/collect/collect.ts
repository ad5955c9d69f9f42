import { existsSync } from "node:fs";
import { join } from "node:path";
import { writeArchive } from "./archive";
import { bounded, look, type Piece } from "./look";
import { collectMachine, type HostedMachine, machinesIn } from "./machine";
import { looksOnHost } from "./sources";
import { stagesInTheWay } from "./stages";
import { collectRemotely, remoteMachines } from "./virtual-machine";

/** What is collected, and why. */
export interface Occasion {
  /** What the stack's things on the host are named by: hardway-<stack>. */
  readonly instance: string;
  /** The stack's folder, `.state/<stack>`. */
  readonly folder: string;
  /** What gave up, for the archive's name. */
  readonly about: string;
  /** The error, or who asked. */
  readonly reason: string;
}

/** What came of it. */
export interface Collected {
  /** The archive's path. */
  readonly archive: string;
  /** What is worth saying of it at once, in lines. */
  readonly worthSaying: readonly string[];
}

/**
 * Collects what is known about every machine of a stack and its host into one archive. Each step is bounded in time, and
 * none needs a machine that answers.
 */
export async function collect({ instance, folder, about, reason }: Occasion): Promise<Collected> {
  const at = new Date();
  const machines = await machinesOf(instance);
  const pieces = await Promise.all([
    ...looksOnHost(instance)
      .filter(({ needs }) => needs === undefined || existsSync(needs))
      .map(({ file, command }) => look(file, command)),
    ...machines.map(collectMachine),
    ...remoteMachines(instance, folder).map(collectRemotely),
  ]);
  const all: readonly Piece[] = [{ path: "reason.txt", text: `${reason.trimEnd()}\n` }, ...pieces.flat()];
  const archive = await writeArchive(all, { folder: join(folder, "failures"), about, at });
  return { archive, worthSaying: stagesInTheWay(all) };
}

/** Machines that do not run count too; a host without podman has none. */
async function machinesOf(instance: string): Promise<readonly HostedMachine[]> {
  const label = `label=hardway.instance=${instance}`;
  const listed = await asked("ps", "--all", "--quiet", "--no-trunc", "--filter", label);
  const ids = listed.split("\n").filter((id) => id !== "");
  if (ids.length === 0) return [];
  return machinesIn(await asked("inspect", "--type=container", ...ids), instance);
}

async function asked(...words: readonly string[]): Promise<string> {
  return (await bounded(["podman", ...words], 30)).output;
}
