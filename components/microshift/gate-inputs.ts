import * as pulumi from "@pulumi/pulumi";
import type { GateInput } from "../../gates/input";
import { expectedWorkloads } from "../../gates/microshift/expected-workloads";
import {
  controlPlanesOf,
  founderId,
  reachesEtcd,
  type MicroshiftNode,
  type MicroshiftPlan,
} from "../../topology/microshift/plan";
import { hostNumberOfNode } from "../../topology/microshift/numbers";
import { addressAt, socketAddress } from "../../topology/network";
import type { MicroshiftAccess } from "./access";

type Access = pulumi.Output<MicroshiftAccess>;

/** What the gate `microshiftReady` is given: the first node's own, or that of whoever has the API's address. */
export function readyInput(
  plan: MicroshiftPlan,
  access: Access,
): pulumi.Output<GateInput<"microshiftReady">> {
  return access.apply(({ api }) => ({
    kubernetes: kubernetesAt(plan, api),
    node: { name: plan.nodes[0]?.name ?? "" },
    workloads: workloadsOf(plan),
    minutes: plan.startMinutes,
  }));
}

/** What the gate `microshiftJoin` is given. */
export function joinInput(
  { joinAs, ...plan }: MicroshiftPlan,
  { name, address, role }: MicroshiftNode,
  access: Access,
): pulumi.Output<GateInput<"microshiftJoin">> {
  return access.apply(({ api, etcd }) => ({
    node: { name, address, role },
    joinAs,
    kubernetes: kubernetesAt(plan, api),
    etcd: etcdOf(plan, etcd),
  }));
}

/** What the gate `microshiftUnstarted` is given, as JSON. Secret. */
export function unstartedInput(
  plan: MicroshiftPlan,
  { name, address }: MicroshiftNode,
  access: Access,
): pulumi.Output<string> {
  const input = access.apply(({ api, etcd }): GateInput<"microshiftUnstarted"> => ({
    node: { name, address },
    kubernetes: kubernetesAt(plan, api),
    etcd: etcdOf(plan, etcd),
  }));
  return pulumi.secret(pulumi.jsonStringify(input));
}

/** What the gate `microshiftAddress` is given. */
export function addressInput(
  plan: MicroshiftPlan,
  usableFrom: number,
  access: Access,
): pulumi.Output<GateInput<"microshiftAddress">> {
  return access.apply(({ api }) => ({
    kubernetes: kubernetesAt(plan, api),
    controlPlanes: controlPlanesOf(plan).map(({ name, address }) => ({ name, address })),
    usableFrom,
  }));
}

/** What the gate `microshiftVerify` and the command `status` are given. */
export function verifyInput(
  plan: MicroshiftPlan,
  access: Access,
): pulumi.Output<GateInput<"microshiftVerify">> {
  const host = ({ name, address }: MicroshiftNode) => ({ name, address });
  return access.apply(({ api, etcd }) => ({
    plan: {
      controlPlanes: controlPlanesOf(plan).map(host),
      workers: plan.nodes.filter(({ role }) => role === "worker").map(host),
      virtualAddress: plan.virtualAddress?.address ?? null,
      ...(plan.virtualAddress && { loadBalancerRange: plan.virtualAddress.loadBalancerRange }),
    },
    workloads: workloadsOf(plan),
    kubernetes: kubernetesAt(plan, api),
    etcd: reachesEtcd(plan) ? etcdOf(plan, etcd) : null,
  }));
}

function workloadsOf(plan: MicroshiftPlan) {
  return [...expectedWorkloads({ ...plan, highlyAvailable: plan.virtualAddress !== undefined })];
}

function kubernetesAt(
  { api: { address, port } }: Pick<MicroshiftPlan, "api">,
  credential: MicroshiftAccess["api"],
) {
  return { url: `https://${socketAddress(address, port)}`, credential };
}

/** The gates ask those that the cluster knows by then, too: another node changes nothing of what the others' are given. */
function etcdOf({ networks }: Pick<MicroshiftPlan, "networks">, credential: MicroshiftAccess["etcd"]) {
  return { addresses: [addressAt(networks.machine[0], hostNumberOfNode(founderId))], credential };
}
