import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { attempt, capture, type Command } from "../../tools/process";
import { folderOf, makeFolder, mountCommands } from "./lab-folder";

/** A host of its own for virtual machines: a network namespace without a way out, and a libvirtd that is all its own. */
export interface Lab {
  /** Where libvirtd is reached, from this namespace and from any other. */
  readonly uri: string;
  /** The network namespace's name in /run/netns. */
  readonly namespace: string;
  /** A folder that has the same path inside, that QEMU's user can pass through, and that goes with the lab. */
  readonly folder: string;
  /** Runs virsh and returns what it printed. */
  readonly virsh: (...words: readonly string[]) => Promise<string>;
  /** The command as it runs in the lab's network; its files are those of the host. */
  readonly inNamespace: (command: Command) => Command;
  /** The process of libvirtd. */
  readonly pid: () => number;
  /** Every process in the lab's network: daemons, dnsmasq, the machines. */
  readonly pids: () => Promise<readonly number[]>;
  /** Ends libvirtd and starts it again; the machines and the networks live on. */
  readonly restart: () => Promise<void>;
  /** Ends everything that runs in the lab and removes it. */
  readonly stop: () => Promise<void>;
}

const LIMIT_MILLISECONDS = 30_000;

/** Makes a lab; what an interrupted run left of one with this name is removed first. */
export async function startLab(name: string): Promise<Lab> {
  // Unlike that of any stack: a lab ends every process that it meets in its namespace.
  const namespace = `virtlab-${name}`;
  const folder = folderOf(namespace);
  await remove(namespace, folder);
  await makeFolder(folder);
  await capture({ program: "ip", arguments: ["netns", "add", namespace] });
  await capture({ program: "ip", arguments: ["-n", namespace, "link", "set", "lo", "up"] });
  const holder = await holdMounts(namespace, folder);
  const pidFile = (daemon: Daemon): string => join(folder, `${daemon}.pid`);
  const start = (daemon: Daemon): Promise<string> =>
    capture({
      program: "nsenter",
      // As daemons they return when they listen.
      arguments: [`--target=${holder.pid}`, "--net", "--mount", daemon, "-d", "-p", pidFile(daemon)],
    });
  const pidOf = (daemon: Daemon): number => Number(readFileSync(pidFile(daemon), "utf8"));
  await start("virtlogd");
  await start("libvirtd");
  const uri = `qemu:///system?socket=${join(folder, "run", "libvirt-sock")}`;
  return {
    uri,
    namespace,
    folder,
    virsh: (...words) => capture({ program: "virsh", arguments: ["-c", uri, ...words] }),
    inNamespace: (command) => ({
      ...command,
      program: "nsenter",
      arguments: [`--net=/run/netns/${namespace}`, command.program, ...command.arguments],
    }),
    pid: () => pidOf("libvirtd"),
    pids: () => processesIn(namespace),
    restart: async () => {
      const pid = pidOf("libvirtd");
      process.kill(pid);
      await until(() => !isRunning(pid), `libvirtd ${pid} to end`);
      await start("libvirtd");
    },
    stop: () => remove(namespace, folder),
  };
}

type Daemon = "virtlogd" | "libvirtd";

/** Starts a process that holds the lab's mount namespace, in its network, and ends with this process at the latest. */
async function holdMounts(namespace: string, folder: string): Promise<ChildProcess> {
  const script = `${mountCommands(folder)}\necho mounted\nexec cat`;
  const inside = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script];
  const holder = spawn("nsenter", [`--net=/run/netns/${namespace}`, ...inside]);
  const said: string[] = [];
  holder.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once("data", () => {
      resolve();
    });
    holder.once("error", reject);
    holder.once("close", () => {
      reject(new Error(`the lab's mounts: ${said.join("")}`));
    });
  });
  return holder;
}

/** Removes a lab, as much of it as there is. libvirtd ends first, so that it looks after nothing that goes. */
async function remove(namespace: string, folder: string): Promise<void> {
  if (existsSync(join("/run/netns", namespace))) {
    const daemon = join(folder, "libvirtd.pid");
    const known = existsSync(daemon) ? Number(readFileSync(daemon, "utf8")) : undefined;
    const pids = await processesIn(namespace);
    if (known !== undefined && pids.includes(known)) await end([known], "SIGTERM");
    await end(await processesIn(namespace), "SIGKILL");
    await capture({ program: "ip", arguments: ["netns", "delete", namespace] });
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Ends processes and waits until they have. */
async function end(pids: readonly number[], signal: NodeJS.Signals): Promise<void> {
  for (const pid of pids) if (isRunning(pid)) process.kill(pid, signal);
  await until(() => !pids.some(isRunning), `processes ${pids.join(", ")} to end`);
}

async function processesIn(namespace: string): Promise<readonly number[]> {
  const { output } = await attempt({ program: "ip", arguments: ["netns", "pids", namespace] });
  return output.split("\n").filter(Boolean).map(Number);
}

/** A process that has ended and that nobody has asked about (a zombie) has ended. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + LIMIT_MILLISECONDS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited ${LIMIT_MILLISECONDS} ms in vain for ${what}`);
    await pause(20);
  }
}
