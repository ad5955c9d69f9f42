import type { ConfigValues } from "./config-schema";
import type { Problem } from "./problems";

/** A rule on what values are to each other; it is asked only where each value that it needs is valid by itself. */
export interface Rule {
  readonly needs: readonly (keyof ConfigValues)[];
  /** What is wrong, which may be nothing. */
  readonly problems: (config: ConfigValues) => readonly Problem[];
}

/** Makes a rule whose function can look at no other keys than those that the rule says it needs. */
export function rule<K extends keyof ConfigValues>(
  needs: readonly K[],
  problems: (config: Pick<ConfigValues, K>) => readonly Problem[],
): Rule {
  return { needs, problems };
}
