import { existsSync, readFileSync } from "node:fs";
import { mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { backendFolder } from "../environment";
import { capture } from "../../process";
import { addressSharersOf, type ClusterPlan } from "../../../topology/plan";
import type { Stack } from "../stack";
import { instancesFolder } from "../sweep";
import { holderOf } from "./address-holder";
import { refusalOfIpv6 } from "./ipv6";

/** What a look at this host shows of what a stack is about to need. */
export interface HostFacts {
  /** Free room in MiB of each folder that the stack's state goes to. */
  readonly room: Readonly<Record<string, number>>;
  /** Memory in MiB that programs can still get without swapping. */
  readonly memory: number;
  /** The network namespace of the stack's name: nobody's yet, or whose. */
  readonly namespace: "absent" | "unknown" | { readonly project: string; readonly isGone: boolean };
  /** Who listens on the forwarded port, in the words of `ss`; empty where nobody does but this stack. */
  readonly listener: string;
  /** The stack's containers, whatever their state. */
  readonly machines: readonly string[];
  /** Who answers for the addresses that machines are to share, as nobody may before there are any. */
  readonly answering: readonly { readonly address: string; readonly holder: string }[];
  /** Why this host gives a network namespace no IPv6, in the words of its programs; empty where it does or none is asked for. */
  readonly ipv6Refusal: string;
}

const MEBIBYTE = 1024 * 1024;

/** Looks at this host, without changing anything but making the folder of the backend. */
export async function factsOf(stack: Stack, plan: ClusterPlan): Promise<HostFacts> {
  await mkdir(backendFolder, { recursive: true, mode: 0o700 });
  const own = join(instancesFolder, stack.instance);
  const port = plan.api.forwardedPort;
  const [room, listeners, containers] = await Promise.all([
    roomOf([backendFolder, nearest(own)]),
    capture({ program: "ss", arguments: socketsAt(port) }),
    capture({ program: "podman", arguments: containersOf(stack) }),
  ]);
  const machines = containers.split("\n").filter(Boolean);
  // It may take seconds to find out, and where machines of the stack share the address they may answer.
  const shared = hasAddressSharer(plan, stack.instance, machines)
    ? []
    : (plan.virtualRouter?.addresses ?? []);
  const answering = await Promise.all(
    shared.map(async (address) => ({ address, holder: await holderOf(stack, address) })),
  );
  return {
    room,
    memory: availableMemory(readFileSync("/proc/meminfo", "utf8")),
    namespace: ownerOf(`/run/netns/${stack.instance}`, join(own, "project")),
    listener: foreign(listeners, textOf(join(own, "forward.pid"))),
    machines,
    answering: answering.filter(({ holder }) => holder !== ""),
    ipv6Refusal: plan.families.includes("ipv6") ? await refusalOfIpv6() : "",
  };
}

/** Whether a machine of the stack is there that may answer for the address that they share. */
export function hasAddressSharer(
  plan: ClusterPlan,
  instance: string,
  machines: HostFacts["machines"],
): boolean {
  return addressSharersOf(plan).some(({ name }) => machines.includes(`${instance}-${name}`));
}

function socketsAt(port: number): readonly string[] {
  const options = ["--listening", "--tcp", "--numeric", "--no-header", "--processes"];
  return [...options, `src 127.0.0.1:${port} or src 0.0.0.0:${port}`];
}

function containersOf({ instance }: Stack): readonly string[] {
  return ["ps", "--all", "--format", "{{.Names}}", "--filter", `label=hardway.instance=${instance}`];
}

/** A folder that is not there yet is on the file system of the one above it. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(join(folder, ".."));
}

async function roomOf(folders: readonly string[]): Promise<HostFacts["room"]> {
  const rooms = folders.map(async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return [folder, Math.floor((bavail * bsize) / MEBIBYTE)] as const;
  });
  return Object.fromEntries(await Promise.all(rooms));
}

/** The kernel's own estimate, in MiB (proc(5), MemAvailable). */
export function availableMemory(meminfo: string): number {
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1];
  if (kibibytes === undefined) throw new Error("/proc/meminfo has no line MemAvailable");
  return Math.floor(Number(kibibytes) / 1024);
}

/** The project's name is written before its namespace is made. */
function ownerOf(namespace: string, project: string): HostFacts["namespace"] {
  if (existsSync(project)) {
    const folder = textOf(project);
    return { project: folder, isGone: !existsSync(folder) };
  }
  return existsSync(namespace) ? "unknown" : "absent";
}

/** The lines of `ss` that are not of the process that forwards this stack's own port. */
export function foreign(listeners: string, own: string): string {
  const lines = listeners.split("\n").map((line) => line.trim().replaceAll(/\s+/g, " "));
  return lines.filter((line) => line !== "" && !(own !== "" && line.includes(`pid=${own},`))).join("; ");
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
}
