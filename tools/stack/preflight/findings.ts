import type { HostProblem } from "./judge";

/** What a look at a host comes to. */
export interface Findings {
  /** What stands in the way. */
  readonly problems: readonly HostProblem[];
  /** What may do so, and is shown only. */
  readonly hints: readonly HostProblem[];
}
