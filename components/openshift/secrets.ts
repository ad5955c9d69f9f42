import * as pulumi from "@pulumi/pulumi";
import type { KnownSecrets } from "../../ignition/openshift/machine";
import { kubeadminOf } from "../../manifests/openshift/kubeadmin";
import { openshiftKubeconfig } from "../../manifests/openshift/kubeconfigs";
import type { LedgerEntry } from "../../pki/ledger";
import { issueOpenshift, openshiftKeys, openshiftLedger } from "../../pki/openshift";
import { kubeadminKey } from "../../pki/key-names";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { Component } from "../component";
import { KeyRing } from "../key-ring";

/** What the OpenshiftSecrets are made from. */
export interface OpenshiftSecretsArgs {
  readonly plan: OpenshiftClusterPlan;
  /** The pull secret, as its registries' JSON. Secret. */
  readonly pullSecret: pulumi.Output<string>;
  /** The time by which keys are dated and certificates renewed; the machine's clock where it is undefined. */
  readonly clock: Date | undefined;
}

/** The signers, the bootstrap machine's and the operators' keys, the first administrator's password and the pull secret. */
export class OpenshiftSecrets extends Component {
  /** Secret. */
  readonly all: pulumi.Output<KnownSecrets>;
  /** The password of the user kubeadmin. Secret. */
  readonly kubeadminPassword: pulumi.Output<string>;
  /** What anyone may know of the certificates. */
  readonly ledger: pulumi.Output<readonly LedgerEntry[]>;
  /** The administrator's kubeconfig. Secret. */
  readonly kubeconfig: pulumi.Output<string>;

  constructor(name: string, args: OpenshiftSecretsArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("OpenshiftSecrets", name, options);
    const { plan, pullSecret, clock } = args;
    const now = clock ?? new Date();
    const names = [...openshiftKeys(plan), kubeadminKey];
    const { keys } = new KeyRing(this.nameOf("keys"), { names, clock }, { parent: this });
    const kubeadmin = pulumi.secret(keys.apply((known) => kubeadminOf(known)));
    const bundle = pulumi.secret(keys.apply((known) => issueOpenshift(plan, known, now)));
    this.kubeadminPassword = pulumi.secret(kubeadmin.apply(({ password }) => password));
    this.all = pulumi.secret(
      pulumi.all([bundle, kubeadmin, pullSecret]).apply(([issued, { hash }, registries]) => ({
        bundle: issued,
        values: { pullSecret: registries, kubeadminHash: hash },
      })),
    );
    this.ledger = pulumi.unsecret(bundle.apply((issued) => openshiftLedger(plan, issued)));
    this.kubeconfig = pulumi.secret(bundle.apply((issued) => openshiftKubeconfig(plan, issued, "host")));
    this.registerOutputs({});
  }
}
