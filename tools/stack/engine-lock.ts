import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../failure";
import type { Stack } from "./stack";

/** What the engine writes into a lock of its file backend (pulumi/pulumi, pkg/backend/diy/lock.go). */
export interface EngineLock {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly timestamp: string;
}

/** This host, as far as a lock is judged by it. */
export interface Host {
  readonly name: string;
  /** The name of the program that runs with this process number, if one does. */
  readonly programOf: (pid: number) => string | undefined;
}

const thisHost: Host = { name: hostname(), programOf };

/** The kernel writes name and state as "4711 (pulumi) S …"; a process that has ended and is still listed is a Z. */
function programOf(pid: number): string | undefined {
  try {
    const [, program, state] = /^\d+ \((.*)\) (.)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return state === "Z" ? undefined : program;
  } catch {
    return undefined;
  }
}

/** How long a process that has been killed may take to end, in milliseconds. */
const END_PATIENCE = 3000;

/**
 * Removes the locks of engines that are dead; returns a line for each. An engine that is alive, or that ran on
 * another host and so cannot be looked at, is a Failure: its lock is none of ours.
 */
export async function removeDeadLocks(stack: Stack, folder: string): Promise<readonly string[]> {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names.filter((name) => name.endsWith(".json"));
  const said: string[] = [];
  for (const file of files.map((name) => join(folder, name))) {
    const lock = parseLock(readFileSync(file, "utf8"));
    if (lock !== undefined && !(await isDeadSoon(lock))) throw locked(stack, lock, file);
    await rm(file);
    said.push(lock === undefined ? "removed an empty lock of the engine" : removed(lock));
  }
  // What a dead engine had not yet renamed into a lock counts as one, too, and cannot be read.
  for (const name of names) await rm(join(folder, name), { force: true });
  return said;
}

/** Whether the engine is dead, or is about to be: one that was killed a moment ago may have much to give back. */
async function isDeadSoon(lock: EngineLock): Promise<boolean> {
  const until = Date.now() + (lock.hostname === thisHost.name ? END_PATIENCE : 0);
  while (mayBeAlive(lock, thisHost)) {
    if (Date.now() >= until) return false;
    await delay(50);
  }
  return true;
}

/** A lock as the engine writes it, at once and whole; undefined for what a crash of the host left of one. */
export function parseLock(text: string): EngineLock | undefined {
  try {
    return JSON.parse(text) as EngineLock;
  } catch {
    return undefined;
  }
}

/** Whether the engine that made the lock may still be running. */
export function mayBeAlive(lock: EngineLock, host: Host): boolean {
  // A process of another name has the number by chance.
  return lock.hostname !== host.name || host.programOf(lock.pid) === "pulumi";
}

function removed({ pid, timestamp }: EngineLock): string {
  return `removed the engine's lock of ${timestamp}: its process ${pid} is dead`;
}

function locked(stack: Stack, lock: EngineLock, file: string): Failure {
  const here = lock.hostname === thisHost.name;
  return new Failure({
    what: `the stack ${stack.name} is being changed by another run`,
    where: `process ${lock.pid} of ${lock.username} on ${lock.hostname}, since ${lock.timestamp}`,
    why: here ? "this process is alive" : "whether it is alive can only be seen on that host",
    remedy: here
      ? `wait until it has ended, or interrupt it (kill -INT ${lock.pid}), and try again`
      : `if it is dead, remove its lock and try again: rm ${file}`,
  });
}
