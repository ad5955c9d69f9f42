import * as pulumi from "@pulumi/pulumi";
import { operatorKubeconfig, type OperatorUser } from "../manifests/kubeconfig";
import type { Bundle, KeyMaterial } from "../pki/bundle";
import { issueFor } from "../pki/issue";
import { keysOfMachine, keysOfOperators, requiredKeys } from "../pki/keys";
import { ledger, type LedgerEntry } from "../pki/ledger";
import { forwardedApiUrl } from "../topology/endpoints";
import type { ClusterPlan, Machine } from "../topology/plan";
import { Component } from "./component";
import { KeyPair } from "./key-pair";

/** What the Secrets are made from. */
export interface SecretsArgs {
  readonly plan: ClusterPlan;
  /** The time from which is counted how much of a certificate's life is left. */
  readonly now: Date;
}

/** The keys of the cluster, one resource each, and the certificates that are computed from them. */
export class Secrets extends Component {
  private readonly keys: ReadonlyMap<string, KeyPair>;
  /** What the gates and the administrators are given. */
  readonly ofOperators: pulumi.Output<Bundle>;

  constructor(
    name: string,
    private readonly args: SecretsArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("Secrets", name, options);
    // The order of the names is the order in which machines need their keys, so the first ones boot early.
    this.keys = new Map(requiredKeys(args.plan).map((key) => [key, this.makeKey(key)]));
    this.ofOperators = this.bundle(keysOfOperators(args.plan));
    this.registerOutputs({});
  }

  /** What a machine is given; it waits for the machine's own keys and for no others. */
  ofMachine(machine: Machine): pulumi.Output<Bundle> {
    return this.bundle(keysOfMachine(this.args.plan, machine));
  }

  /** A kubeconfig that reaches the API through the host's forwarded port. Secret. */
  kubeconfig(user: OperatorUser): pulumi.Output<string> {
    const { plan } = this.args;
    return this.ofOperators.apply((bundle) => operatorKubeconfig(plan, bundle, user, forwardedApiUrl(plan)));
  }

  /** What anyone may know of the certificates. */
  ledger(): pulumi.Output<readonly LedgerEntry[]> {
    return pulumi.unsecret(this.bundle(requiredKeys(this.args.plan)).apply(ledger));
  }

  private bundle(names: readonly string[]): pulumi.Output<Bundle> {
    const { plan, now } = this.args;
    const materials: Record<string, pulumi.Output<KeyMaterial>> = {};
    for (const [name, key] of this.keys) if (names.includes(name)) materials[name] = key.material;
    return pulumi.secret(pulumi.all(materials).apply((keys) => issueFor(plan, names, keys, now)));
  }

  private makeKey(key: string): KeyPair {
    return new KeyPair(this.nameOf(key.replaceAll("/", "-")), { parent: this });
  }
}
