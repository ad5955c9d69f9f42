import { type Pace, timesOf } from "../../topology/pace";
import type { Flags } from "./flags";

/** The times of leader election where they are not the programs' own (LeaderElectionConfiguration). */
export function leaderElectionTimes(pace: Pace): Readonly<Record<string, string>> {
  if (pace === "usual") return {};
  const { leaseDuration, renewDeadline, retryPeriod } = timesOf[pace];
  return {
    leaseDuration: `${leaseDuration / 1000}s`,
    renewDeadline: `${renewDeadline / 1000}s`,
    retryPeriod: `${retryPeriod / 1000}s`,
  };
}

/** The same as flags, for programs without a configuration file. */
export function leaderElectionFlags(pace: Pace): Flags {
  const { leaseDuration, renewDeadline, retryPeriod } = leaderElectionTimes(pace);
  if (leaseDuration === undefined || renewDeadline === undefined || retryPeriod === undefined) return {};
  return {
    "leader-elect-lease-duration": { value: leaseDuration, why: "an emulated machine renews late at times" },
    "leader-elect-renew-deadline": renewDeadline,
    "leader-elect-retry-period": retryPeriod,
  };
}
