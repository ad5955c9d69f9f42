import type * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../ignition/given";
import type { LedgerEntry } from "../pki/ledger";

/** What a stack tells its user, whatever it stands up. */
export interface StackOutputs {
  /** Reaches the API from this host. Secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Empty where the distribution's own administrator passes every check anyway. Secret. */
  readonly breakGlassKubeconfig: pulumi.Input<string>;
  /** None where the distribution makes its certificates itself. */
  readonly certificates: pulumi.Input<readonly LedgerEntry[]>;
  /** Every lasting machine's files, by its name. */
  readonly files: Readonly<Record<string, pulumi.Input<Inventory>>>;
  readonly apiUrl: string;
  /** Empty where the distribution has no console. */
  readonly consoleUrl: string;
  /** The password of the console's first user; empty where there is none. Secret. */
  readonly kubeadminPassword: pulumi.Input<string>;
  readonly networkNamespace: string;
  /** What the gates and the health checks are told of how slow the machines are, as their environment. */
  readonly pace: Readonly<Record<string, string>>;
  /** What the health checks are given; empty where the configuration stops before the cluster is whole. Secret. */
  readonly verification: pulumi.Input<string>;
  /** How far the cluster was stood up, and what to look at where the configuration stops after a stage. */
  readonly stage: string;
}
