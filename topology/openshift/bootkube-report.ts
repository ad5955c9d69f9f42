/**
 * Where the bootstrap machine says how far it is: a ConfigMap that it writes anew at every change, from the moment at
 * which its API answers. The value under the key is a list of stages in JSON.
 */
export const bootkubeReport = {
  namespace: "kube-system",
  name: "hardway-bootkube",
  key: "stages.json",
} as const;

/** The ConfigMap by which the cluster's operators know that they no longer need the bootstrap machine (facts, 5.2). */
export const bootstrapComplete = {
  namespace: "kube-system",
  name: "bootstrap",
  key: "status",
  value: "complete",
} as const;

/** What a stage came to. A failed one is tried again after some seconds. */
export type BootkubeResult = "running" | "failed" | "done";

/** One stage in the report, which has those that have begun, in their order. */
export interface BootkubeStageRecord {
  readonly name: string;
  /** How long one try of the stage may take. */
  readonly budgetSeconds: number;
  readonly result: BootkubeResult;
  /** When its first try began, as RFC 3339 has it. */
  readonly startedAt: string;
  /** When its last try ended; empty before that. */
  readonly endedAt: string;
  /** What stands in its way, in printable ASCII; empty where nothing is known to. */
  readonly lastError: string;
}
