import { readFileSync, writeFileSync } from "node:fs";
import { Failure } from "../failure";
import { timed, type Reporter } from "../report";

const SETTING = "/proc/sys/fs/inotify/max_user_instances";

/** A cluster of seven machines was seen to use 130; a second stack and the user's own need room too. */
export const WANTED_INSTANCES = 8192;

/** What there is to do about the present limit. */
export function neededLimit(present: number): number | undefined {
  return present >= WANTED_INSTANCES ? undefined : WANTED_INSTANCES;
}

/** The error of a machine where the limit cannot be raised by this process. */
export function cannotRaise(present: number, why: string): Failure {
  return new Failure({
    what: `the limit of inotify instances is ${present}; the machines need ${WANTED_INSTANCES}`,
    where: SETTING,
    why: `${why}; systemd, kubelet and the control plane of every machine share the host's one limit`,
    remedy: `sudo sysctl -w fs.inotify.max_user_instances=${WANTED_INSTANCES}`,
  });
}

/** Raises the host's limit of inotify instances if it is too low (128 is the kernel's default). */
export async function ensureInotifyInstances(reporter: Reporter): Promise<void> {
  await timed(reporter, "fs.inotify.max_user_instances", () => {
    const present = Number(readFileSync(SETTING, "utf8"));
    const limit = neededLimit(present);
    if (limit === undefined) return Promise.resolve({ outcome: "current", detail: `${present}` });
    try {
      writeFileSync(SETTING, `${limit}\n`);
    } catch (error) {
      throw cannotRaise(present, error instanceof Error ? error.message : String(error));
    }
    return Promise.resolve({ outcome: "done", detail: `raised from ${present} to ${limit}` });
  });
}
