import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { capture } from "../../../tools/process";
import type { TestStack } from "./stack";

const endingMilliseconds = 15_000;

/**
 * Everything on this host that belongs to a stack, each as a line; empty after `destroy`. A container's monitor starts a
 * last podman when the container ends, which nobody waits for: processes count that are still there when it must be over.
 */
export async function tracesOf(stack: TestStack): Promise<readonly string[]> {
  const deadline = Date.now() + endingMilliseconds;
  for (;;) {
    const found = await tracesNow(stack);
    const settled = found.every((trace) => !trace.startsWith(processPrefix));
    if (settled || Date.now() > deadline) return found;
    await pause(250);
  }
}

const processPrefix = "process ";

async function tracesNow({ instance }: TestStack): Promise<readonly string[]> {
  const podman = async (...parts: readonly string[]) =>
    (await capture({ program: "podman", arguments: parts }))
      .split("\n")
      .filter((line) => line.includes(instance));
  const [containers, volumes] = await Promise.all([
    podman("ps", "--all", "--format", "{{.Names}}"),
    podman("volume", "ls", "--format", "{{.Name}}"),
  ]);
  return [
    ...containers.map((name) => `container ${name}`),
    ...volumes.map((name) => `volume ${name}`),
    ...files(instance).map((path) => `file ${path}`),
    ...mounts(instance).map((line) => `mount ${line}`),
    ...processes(instance).map((line) => `${processPrefix}${line}`),
  ];
}

function files(instance: string): readonly string[] {
  const folders = [
    ...["/run", "/run/netns", "/var/lib/hardway", "/etc/containers/networks"],
    // Podman forgets a volume before it deletes the files.
    "/var/lib/containers/storage/volumes",
  ];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
    .filter((path) => path.includes(instance));
}

function mounts(instance: string): readonly string[] {
  return readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .filter((line) => line.includes(instance));
}

/** The command lines of this machine that have a word in them. */
export function processes(word: string): readonly string[] {
  return readdirSync("/proc")
    .filter((entry) => /^[0-9]+$/.test(entry))
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(word));
}

/** A process may end between the list and the look. */
export function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}
