import type { Cluster } from "./cluster/cluster";
import type { Settings } from "./settings";

/** What one configured provider works with, from Configure to the end of the operation. */
export interface Session {
  readonly settings: Settings;
  readonly cluster: Cluster;
}
