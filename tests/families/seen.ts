import type { V1NodeList, V1PodList } from "@kubernetes/client-node";
import { join } from "node:path";
import { environmentPath } from "../../manifests/etcd/member";
import { socketAddress } from "../../topology/network";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { toolsFolder } from "../../tools/paths";
import { capture } from "../../tools/process";
import { inMachine } from "../changes/machine";
import { kubeconfigOf, kubectl, type TestStack } from "../e2e/support/stack";

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
  const variables = topology === "external-etcd" ? environmentPath : "/etc/kubernetes/etcd-membership.env";
  const list = `set -a; . ${variables}; etcdctl --endpoints="$OWN_MEMBER" member list`;
  const printed = await inMachine(stack, machine?.name ?? "", list);
  return printed
    .trim()
    .split("\n")
    .map((line) => line.split(", ")[3] ?? "")
    .sort();
}

/** The load balancer that has every address of the API. */
export async function holderOf(stack: TestStack, { loadBalancers, api }: ClusterPlan): Promise<string> {
  const holders = await Promise.all(
    loadBalancers.map(async ({ name }) => {
      const shown = api.addresses.map((address) =>
        inMachine(stack, name, `ip -oneline address show to ${address}`),
      );
      return (await Promise.all(shown)).every((line) => line !== "") ? [name] : [];
    }),
  );
  const [holder, ...others] = holders.flat();
  if (holder === undefined || others.length > 0)
    throw new Error(`the shared addresses are held by: ${holders.flat().join(", ")}`);
  return holder;
}

/** What the API says of its readiness at one of its addresses, asked by its own name and certificate. */
export async function answersAt(stack: TestStack, { api }: ClusterPlan, address: string): Promise<string> {
  const server = `https://${socketAddress(address, api.port)}`;
  const options = ["--kubeconfig", await kubeconfigOf(stack), "--server", server, "--request-timeout=5s"];
  return capture({
    program: "nsenter",
    arguments: [
      `--net=/run/netns/${stack.instance}`,
      join(toolsFolder, "bin", "kubectl"),
      ...options,
      "get",
      "--raw=/readyz",
    ],
  });
}
