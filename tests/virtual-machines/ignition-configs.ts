import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestStack } from "../e2e/support/stack";
import type { Lab } from "../libvirt/lab";

/** An Ignition config that was seen in a pool's folder. */
export interface SeenConfig {
  readonly file: string;
  readonly othersMayRead: boolean;
}

const eachMilliseconds = 50;

/** Looks again and again who may read the Ignition configs of a stack, until it is told to end; each finding once. */
export function watchConfigs(
  lab: Lab,
  { instance }: TestStack,
): { readonly end: () => readonly SeenConfig[] } {
  const folder = join(lab.folder, "pool", instance);
  const seen = new Map<string, SeenConfig>();
  const look = (): void => {
    if (!existsSync(folder)) return;
    for (const file of readdirSync(folder).filter((each) => each.endsWith(".ign"))) {
      const status = statSync(join(folder, file), { throwIfNoEntry: false });
      if (status === undefined) continue;
      const othersMayRead = (status.mode & 0o077) !== 0;
      seen.set(`${file} ${othersMayRead}`, { file, othersMayRead });
    }
  };
  const timer = setInterval(look, eachMilliseconds);
  return {
    end: () => {
      clearInterval(timer);
      return [...seen.values()];
    },
  };
}
