import type { V1NodeList, V1PodList } from "@kubernetes/client-node";
import { environmentPath } from "../../manifests/etcd/member";
import { socketAddress } from "../../topology/network";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { inMachine } from "../changes/machine";
import { listFrom, stackedEnvironment } from "../e2e/support/etcd-members";
import { kubeconfigOf, kubectl, kubectlAt, type TestStack } from "../e2e/support/stack";

/** The addresses that the API lists of each node, by its name. */
export async function nodeAddresses(stack: TestStack): Promise<Readonly<Record<string, readonly string[]>>> {
  const { items } = JSON.parse(await kubectl(stack, "get", "nodes", "--output=json")) as V1NodeList;
  return Object.fromEntries(
    items.map(({ metadata, status }) => [
      metadata?.name ?? "",
      (status?.addresses ?? []).filter(({ type }) => type === "InternalIP").map(({ address }) => address),
    ]),
  );
}

/** The pods that have addresses of their own: those of CoreDNS. */
export async function podAddresses(
  stack: TestStack,
): Promise<readonly { readonly node: string; readonly addresses: readonly string[] }[]> {
  const asked = ["get", "pods", "--namespace=kube-system", "--selector=k8s-app=kube-dns", "--output=json"];
  const { items } = JSON.parse(await kubectl(stack, ...asked)) as V1PodList;
  return items.map(({ spec, status }) => ({
    node: spec?.nodeName ?? "",
    addresses: (status?.podIPs ?? []).map(({ ip }) => ip),
  }));
}

/** The URLs by which the members of etcd call each other, in order, as a machine of a member lists them. */
export async function memberUrls(
  stack: TestStack,
  { topology }: ClusterPlan,
  machine: Machine | undefined,
): Promise<readonly string[]> {
  const list = listFrom(topology === "external-etcd" ? environmentPath : stackedEnvironment);
  const printed = await inMachine(stack, machine?.name ?? "", list);
  return printed
    .trim()
    .split("\n")
    .map((line) => line.split(", ")[3] ?? "")
    .sort();
}

/** What the API says of its readiness at one of its addresses, asked by its own name and certificate. */
export async function answersAt(stack: TestStack, { api }: ClusterPlan, address: string): Promise<string> {
  const access = {
    kubeconfig: await kubeconfigOf(stack),
    url: `https://${socketAddress(address, api.port)}`,
  };
  const { output, errors } = await kubectlAt(stack, access, "get", "--raw=/readyz");
  return output + errors;
}
