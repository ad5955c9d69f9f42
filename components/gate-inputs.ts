import * as pulumi from "@pulumi/pulumi";
import type { GateInput } from "../gates/input";
import { stubImage } from "../manifests/kubernetes/stub-image";
import { type Bundle, operatorCredential } from "../pki/bundle";
import type { LedgerEntry } from "../pki/ledger";
import { apiUrl } from "../topology/endpoints";
import { balancersOf } from "../topology/load-balancers";
import {
  bootstrapOf,
  type ClusterPlan,
  etcdMembersOf,
  firstControlPlaneOf,
  type Machine,
  type NodeMachine,
} from "../topology/plan";
import type { Foundation } from "./foundation";

type Access = GateInput<"join">["kubernetes"];

/** What the gate `api` is given; `first` is the machine whose API server is the first. Secret, like the inputs of all gates. */
export function apiInput(foundation: Foundation, first: Machine): pulumi.Output<GateInput<"api">> {
  return withAccess(foundation, (kubernetes) => ({
    first: host(first),
    kubernetes,
  }));
}

/** What the gate `member` is given. */
export function memberInput(
  { plan, secrets }: Foundation,
  machine: Machine,
): pulumi.Output<GateInput<"member">> {
  return secrets.ofOperators.apply((bundle) => ({
    machine: host(machine),
    etcd: {
      addresses: plan.etcdMachines.map(({ address }) => address),
      credential: operatorCredential(bundle, "etcd-operator"),
    },
  }));
}

/** What the gate `controlPlane` is given. */
export function controlPlaneInput(
  foundation: Foundation,
  machine: NodeMachine,
): pulumi.Output<GateInput<"controlPlane">> {
  return withAccess(foundation, (kubernetes) => ({
    node: { ...host(machine), labels: machine.labels },
    kubernetes,
  }));
}

/** What the gate `join` is given. */
export function joinInput(foundation: Foundation, machine: NodeMachine): pulumi.Output<GateInput<"join">> {
  return withAccess(foundation, (kubernetes, bundle) => ({
    kubernetes,
    etcd: stackedEtcd(foundation.plan, bundle),
    node: { ...host(machine), labels: machine.labels },
  }));
}

/** What the gate `etcdBackup` is given: the machine whose etcd is copied, and which joins next. */
export function backupInput(
  { plan, secrets }: Foundation,
  { machine, before }: { readonly machine: Machine; readonly before: string },
): pulumi.Output<GateInput<"etcdBackup">> {
  return secrets.ofOperators.apply((bundle) => ({
    machine: host(machine),
    credential: operatorCredential(bundle, "etcd-operator"),
    file: backupFile(plan, before),
  }));
}

/** Where the backup is that is taken before a machine joins; in the folder of what this host has of the stack. */
export function backupFile({ stack }: ClusterPlan, before: string): string {
  return `.state/${stack}/backups/etcd-before-${before}.db`;
}

/** What the gate `pivot` is given. */
export function pivotInput(foundation: Foundation): pulumi.Output<GateInput<"pivot">> {
  const { plan } = foundation;
  return withAccess(foundation, (kubernetes, bundle) => ({
    kubernetes,
    etcd: stackedEtcd(plan, bundle),
    bootstrap: host(bootstrapOf(plan)),
    controlPlanes: plan.controlPlanes.map(host),
  }));
}

/** What the gate `worker` is given. */
export function workerInput(
  foundation: Foundation,
  machine: NodeMachine,
): pulumi.Output<GateInput<"worker">> {
  const { name, labels } = machine;
  return withAccess(foundation, (kubernetes) => ({ kubernetes, node: { name, labels } }));
}

/** What the gate `verify` and the command `status` are given. */
export function verifyInput(
  { plan, secrets }: Foundation,
  ledger: pulumi.Output<readonly LedgerEntry[]>,
): pulumi.Output<GateInput<"verify">> {
  return pulumi.all([secrets.ofOperators, ledger]).apply(([bundle, certificates]) => ({
    plan: {
      families: [...plan.families],
      api: { address: plan.api.address, port: plan.api.port },
      etcdMembers: etcdMembersOf(plan).map(host),
      loadBalancers: balancersOf(plan).map(host),
      controlPlanes: plan.controlPlanes.map(host),
      workers: plan.workers.map(host),
    },
    kubernetes: kubernetesAccess(plan, bundle),
    etcd: { credential: operatorCredential(bundle, "etcd-operator") },
    kubelets: { authorityPem: bundle.authorities["kubelet-serving"].certificatePem },
    certificates: certificates.map(({ name, notBefore, notAfter }) => ({ name, notBefore, notAfter })),
    probeImage: stubImage.reference,
  }));
}

function withAccess<Input>(
  { plan, secrets }: Foundation,
  make: (kubernetes: Access, bundle: Bundle) => Input,
): pulumi.Output<Input> {
  return secrets.ofOperators.apply((bundle) => make(kubernetesAccess(plan, bundle), bundle));
}

function kubernetesAccess(plan: ClusterPlan, bundle: Bundle): Access {
  return { url: apiUrl(plan), credential: operatorCredential(bundle, "provisioner") };
}

/** The way to etcd beside the API servers, which the first machine of the control plane has started. */
function stackedEtcd(plan: ClusterPlan, bundle: Bundle): GateInput<"join">["etcd"] {
  return {
    bootstrapAddress: (plan.bootstrap ?? firstControlPlaneOf(plan)).address,
    credential: operatorCredential(bundle, "etcd-operator"),
  };
}

function host({ name, address }: Pick<Machine, "name" | "address">): {
  readonly name: string;
  readonly address: string;
} {
  return { name, address };
}
