import * as pulumi from "@pulumi/pulumi";
import { operatorKubeconfig, type OperatorUser } from "../manifests/kubeconfig";
import type { Bundle } from "../pki/bundle";
import { type Issuing, issuing } from "../pki/issue";
import { clusterKeys, keysOfOperators } from "../pki/keys";
import { ledger, type LedgerEntry } from "../pki/ledger";
import { hostApiUrl } from "../topology/endpoints";
import type { ClusterPlan } from "../topology/plan";
import { Component } from "./component";
import { KeyRing } from "./key-ring";

/** What the Secrets are made from. */
export interface SecretsArgs {
  readonly plan: ClusterPlan;
  /** The time by which keys are dated and certificates renewed; the machine's clock where it is undefined. */
  readonly clock: Date | undefined;
}

/** The cluster's authorities and its operators' keys, and the certificates that are computed from keys. */
export class Secrets extends Component {
  /** What the gates and the administrators are given. */
  readonly ofOperators: pulumi.Output<Bundle>;
  private readonly issuing: pulumi.Output<Issuing>;

  constructor(
    name: string,
    private readonly args: SecretsArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("Secrets", name, options);
    const { plan, clock } = args;
    const now = clock ?? new Date();
    const ring = (owner: string, names: readonly string[]): KeyRing =>
      new KeyRing(this.nameOf(owner), { names, clock }, { parent: this });
    this.issuing = ring("authorities", clusterKeys()).keys.apply((keys) => issuing(plan, keys, now));
    this.ofOperators = this.issueTo(ring("operators", keysOfOperators(plan)));
    this.registerOutputs({});
  }

  /** By which the keys of machines are dated, too. */
  get clock(): Date | undefined {
    return this.args.clock;
  }

  /** The certificates for the keys of one owner, with the authorities they are signed by. Secret. */
  issueTo({ keys }: KeyRing): pulumi.Output<Bundle> {
    return pulumi.secret(pulumi.all([this.issuing, keys]).apply(([issue, own]) => issue(own)));
  }

  /** A kubeconfig that reaches the API from this host. Secret. */
  kubeconfig(user: OperatorUser): pulumi.Output<string> {
    const { plan } = this.args;
    return this.ofOperators.apply((bundle) => operatorKubeconfig(plan, bundle, user, hostApiUrl(plan)));
  }

  /** What anyone may know of the certificates of the cluster, its operators and some machines. */
  ledger(ofMachines: readonly pulumi.Output<Bundle>[]): pulumi.Output<readonly LedgerEntry[]> {
    return pulumi.unsecret(pulumi.all([this.ofOperators, ...ofMachines]).apply(ledger));
  }
}
