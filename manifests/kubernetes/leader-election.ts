import { type Pace, timesOf } from "../../topology/pace";
import type { Flags } from "./flags";

/** The times of leader election where they are not the programs' own (LeaderElectionConfiguration). */
export function leaderElectionTimes(pace: Pace) {
  const times = timesOf[pace].leadership;
  if (times === undefined) return undefined;
  return {
    leaseDuration: `${times.leaseDuration / 1000}s`,
    renewDeadline: `${times.renewDeadline / 1000}s`,
    retryPeriod: `${times.retryPeriod / 1000}s`,
  };
}

/** The same as flags, for programs without a configuration file. */
export function leaderElectionFlags(pace: Pace): Flags {
  const times = leaderElectionTimes(pace);
  if (times === undefined) return {};
  return {
    "leader-elect-lease-duration": {
      value: times.leaseDuration,
      why: "an emulated machine renews late at times",
    },
    "leader-elect-renew-deadline": times.renewDeadline,
    "leader-elect-retry-period": times.retryPeriod,
  };
}
