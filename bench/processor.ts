import { readFileSync } from "node:fs";

/** The kernel counts in hundredths of a second for programs, whatever its own clock is (proc(5), USER_HZ). */
const TICKS_PER_SECOND = 100;

/** For how many seconds all processors of this host together have worked since it booted (proc(5), /proc/stat). */
export function processorSeconds(stat = readFileSync("/proc/stat", "utf8")): number {
  const [, user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = (
    stat.split("\n")[0] ?? ""
  )
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + interrupts + softInterrupts) / TICKS_PER_SECOND;
}
