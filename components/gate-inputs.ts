import * as pulumi from "@pulumi/pulumi";
import type { GateInput } from "../gates/input";
import { stubImage } from "../manifests/kubernetes/stub-image";
import { type Bundle, operatorCredential } from "../pki/bundle";
import type { LedgerEntry } from "../pki/ledger";
import { apiUrl } from "../topology/endpoints";
import type { ClusterPlan, Machine, NodeMachine } from "../topology/plan";
import type { Foundation } from "./foundation";

type Access = Pick<GateInput<"join">, "kubernetes" | "etcd">;

/** What the gate `api` is given. Secret, like the inputs of all gates. */
export function apiInput(foundation: Foundation): pulumi.Output<GateInput<"api">> {
  return withAccess(foundation, ({ kubernetes }) => ({
    bootstrap: host(foundation.plan.bootstrap),
    kubernetes,
  }));
}

/** What the gate `join` is given. */
export function joinInput(foundation: Foundation, machine: NodeMachine): pulumi.Output<GateInput<"join">> {
  return withAccess(foundation, (access) => ({
    ...access,
    node: { ...host(machine), labels: machine.labels },
  }));
}

/** What the gate `pivot` is given. */
export function pivotInput(foundation: Foundation): pulumi.Output<GateInput<"pivot">> {
  const { bootstrap, controlPlanes } = foundation.plan;
  return withAccess(foundation, (access) => ({
    ...access,
    bootstrap: host(bootstrap),
    controlPlanes: controlPlanes.map(host),
  }));
}

/** What the gate `worker` is given. */
export function workerInput(
  foundation: Foundation,
  machine: NodeMachine,
): pulumi.Output<GateInput<"worker">> {
  const { name, labels } = machine;
  return withAccess(foundation, ({ kubernetes }) => ({ kubernetes, node: { name, labels } }));
}

/** What the gate `verify` and the command `status` are given. */
export function verifyInput(
  { plan, secrets }: Foundation,
  ledger: pulumi.Output<readonly LedgerEntry[]>,
): pulumi.Output<GateInput<"verify">> {
  return pulumi.all([secrets.ofOperators, ledger]).apply(([bundle, certificates]) => {
    const { kubernetes, etcd } = accessOf(plan, bundle);
    return {
      plan: {
        api: { address: plan.api.address, port: plan.api.port },
        controlPlanes: plan.controlPlanes.map(host),
        workers: plan.workers.map(host),
      },
      kubernetes,
      etcd: { credential: etcd.credential },
      kubelets: { authorityPem: bundle.authorities["kubelet-serving"].certificatePem },
      certificates: certificates.map(({ name, notBefore, notAfter }) => ({ name, notBefore, notAfter })),
      probeImage: stubImage.reference,
    };
  });
}

function withAccess<Input>(
  { plan, secrets }: Foundation,
  make: (access: Access) => Input,
): pulumi.Output<Input> {
  return secrets.ofOperators.apply((bundle) => make(accessOf(plan, bundle)));
}

function accessOf(plan: ClusterPlan, bundle: Bundle): Access {
  return {
    kubernetes: { url: apiUrl(plan), credential: operatorCredential(bundle, "provisioner") },
    etcd: {
      bootstrapAddress: plan.bootstrap.address,
      credential: operatorCredential(bundle, "etcd-operator"),
    },
  };
}

function host({ name, address }: Machine): { readonly name: string; readonly address: string } {
  return { name, address };
}
