import * as pulumi from "@pulumi/pulumi";
import { operatorKubeconfig, type OperatorUser } from "../manifests/kubeconfig";
import type { Bundle } from "../pki/bundle";
import { issueFor, type Keys } from "../pki/issue";
import { clusterKeys, keysOfOperators } from "../pki/keys";
import { ledger, type LedgerEntry } from "../pki/ledger";
import { forwardedApiUrl } from "../topology/endpoints";
import type { ClusterPlan } from "../topology/plan";
import { Component } from "./component";
import { KeyRing } from "./key-ring";

/** What the Secrets are made from. */
export interface SecretsArgs {
  readonly plan: ClusterPlan;
  /** The time from which is counted how much of a certificate's life is left. */
  readonly now: Date;
}

/** The cluster's authorities and its operators' keys, and the certificates that are computed from keys. */
export class Secrets extends Component {
  /** What the gates and the administrators are given. */
  readonly ofOperators: pulumi.Output<Bundle>;
  private readonly cluster: KeyRing;
  private readonly operators: KeyRing;

  constructor(
    name: string,
    private readonly args: SecretsArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("Secrets", name, options);
    const ring = (owner: string, names: readonly string[]): KeyRing =>
      new KeyRing(this.nameOf(owner), { names, after: [] }, { parent: this });
    this.cluster = ring("authorities", clusterKeys());
    this.operators = ring("operators", keysOfOperators(args.plan));
    this.ofOperators = this.issueTo([this.operators]);
    this.registerOutputs({});
  }

  /** The certificates for the keys of some owners, with the authorities they are signed by. Secret. */
  issueTo(owners: readonly KeyRing[]): pulumi.Output<Bundle> {
    const { plan, now } = this.args;
    const names = owners.flatMap((owner) => owner.names);
    const keys = pulumi.all([this.cluster, ...owners].map((owner) => owner.keys));
    return pulumi.secret(keys.apply((all) => issueFor(plan, names, merged(all), now)));
  }

  /** A kubeconfig that reaches the API through the host's forwarded port. Secret. */
  kubeconfig(user: OperatorUser): pulumi.Output<string> {
    const { plan } = this.args;
    return this.ofOperators.apply((bundle) => operatorKubeconfig(plan, bundle, user, forwardedApiUrl(plan)));
  }

  /** What anyone may know of the certificates of the cluster, its operators and the given owners. */
  ledger(owners: readonly KeyRing[]): pulumi.Output<readonly LedgerEntry[]> {
    return pulumi.unsecret(this.issueTo([this.operators, ...owners]).apply(ledger));
  }
}

function merged(rings: readonly Keys[]): Keys {
  return Object.fromEntries(rings.flatMap((ring) => Object.entries(ring)));
}
