import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { look, type Piece } from "./look";
import { folders, journalctl, journalLooks, looksInMachine } from "./sources";
import { textsIn } from "./texts";

/** A machine as its host sees it. */
export interface HostedMachine {
  readonly container: string;
  /** The name without the instance's. */
  readonly name: string;
  /** The first process; undefined where the machine is off. */
  readonly pid: number | undefined;
  /** Where the host has the files that were written in the machine: outside and inside /var. */
  readonly written: string;
  readonly volume: string;
  /** What podman knows of it, without its environment. */
  readonly description: string;
}

const inspected = z.looseObject({
  Name: z.string(),
  State: z.looseObject({ Pid: z.int() }),
  Config: z.looseObject({ Env: z.array(z.string()).nullish() }),
  GraphDriver: z.looseObject({ Data: z.looseObject({ UpperDir: z.string() }) }),
  Mounts: z.array(z.looseObject({ Destination: z.string(), Source: z.string().optional() })),
});

/** Reads what `podman inspect` says of the containers of an instance. */
export function machinesIn(inspection: string, instance: string): readonly HostedMachine[] {
  return z
    .array(inspected)
    .parse(JSON.parse(inspection))
    .map((container) => {
      const { Name, State, Config, GraphDriver, Mounts } = container;
      const env = (Config.Env ?? []).map((entry) => `${entry.split("=")[0] ?? ""}=(not shown)`);
      return {
        container: Name,
        name: Name.slice(instance.length + 1),
        // A frozen machine has its process still, though podman does not call it running.
        pid: State.Pid > 0 ? State.Pid : undefined,
        written: GraphDriver.Data.UpperDir,
        volume: Mounts.find(({ Destination }) => Destination === "/var")?.Source ?? "/nonexistent",
        description: JSON.stringify({ ...container, Config: { ...Config, Env: env } }, null, 2),
      };
    });
}

/**
 * Where a file of the machine is on the host. Through its first process where it runs, which needs nothing of the
 * machine and so works where it is frozen too; otherwise where podman keeps it.
 */
export function hostPath({ pid, written, volume }: HostedMachine, path: string): string {
  if (pid !== undefined) return join(`/proc/${pid}/root`, path);
  return path.startsWith("/var/") ? join(volume, path.slice("/var".length)) : join(written, path);
}

/** Everything that is known about a machine. */
export async function collectMachine(machine: HostedMachine): Promise<readonly Piece[]> {
  const { name, container, description } = machine;
  const console = look(`${name}/console.txt`, ["podman", "logs", "--tail=500", container]);
  const found = await Promise.all([...journals(machine), ...looks(machine), console]);
  const files = folders.flatMap(({ path, limit }) =>
    textsIn(hostPath(machine, path), { name: `${name}${path}`, limit }),
  );
  return [{ path: `${name}/container.json`, text: description }, ...found, ...files];
}

/** Journals are kept in memory: those of a machine that does not run are gone. */
function journals(machine: HostedMachine): readonly Promise<Piece>[] {
  const { name } = machine;
  const folder = hostPath(machine, "/run/log/journal");
  if (machine.pid === undefined || !existsSync(folder)) return [];
  return journalLooks.map(({ file, options }) =>
    look(`${name}/${file}`, [...journalctl, `--directory=${folder}`, ...options]),
  );
}

/** The programs are started in the machine's namespaces and not by the machine, which may be frozen. */
function looks(machine: HostedMachine): readonly Promise<Piece>[] {
  const { name, pid } = machine;
  if (pid === undefined) return [];
  const inside = [
    "nsenter",
    `--target=${pid}`,
    "--mount",
    "--uts",
    "--ipc",
    "--net",
    "--pid",
    "--root",
    "--wd",
  ];
  return looksInMachine
    .filter(({ needs }) => needs === undefined || existsSync(hostPath(machine, needs)))
    .map(({ file, command }) => look(`${name}/${file}`, [...inside, ...command]));
}
