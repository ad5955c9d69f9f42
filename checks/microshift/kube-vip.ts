import { counted, findingOf } from "../check";
import type { MicroshiftCheck, PlannedMicroshift } from "./check";
import { isReady, podsWith, unreadyPods } from "./pods";
import { lackOf, nameOf, readRollout } from "./rollout";
import { kubeVip } from "./workloads";

const highlyAvailable = ({ virtualAddress }: PlannedMicroshift): boolean => virtualAddress !== null;

/** Every control plane can take the virtual address over. */
export const kubeVipEverywhere: MicroshiftCheck = {
  id: "kube-vip",
  sentence: "kube-vip is ready on every control plane",
  why: "the virtual address moves only to a control plane on which it runs",
  appliesTo: highlyAvailable,
  probe: async ({ plan: { controlPlanes }, kubernetes }) => {
    const rollout = await readRollout(kubernetes, kubeVip);
    if (rollout === undefined) return findingOf([`${nameOf(kubeVip)} ${lackOf(rollout) ?? ""}`], "");
    const pods = await podsWith(kubernetes, kubeVip.namespace, rollout.labels);
    const served = new Set(pods.filter(isReady).map(({ spec }) => spec?.nodeName));
    const reasons = new Map(
      (await unreadyPods(kubernetes, pods)).map(({ node, reason }) => [node, ` (${reason})`]),
    );
    const missing = controlPlanes.filter(({ name }) => !served.has(name));
    return findingOf(
      missing.map(({ name }) => `no ready kube-vip on ${name}${reasons.get(name) ?? ""}`),
      `ready on ${counted(controlPlanes.length, "control plane")}`,
    );
  },
};

/** Where kube-vip's cloud provider is told which addresses it may give (facts: microshift.md, B12). */
const rangeConfig = { namespace: "kube-system", name: "kubevip" } as const;

/** Services that ask for an address have one that is theirs to have. */
export const loadBalancersHaveAddresses: MicroshiftCheck = {
  id: "load-balancers",
  sentence: "every Service of type LoadBalancer has an address of the cluster's range",
  why: "a Service without one is reached from nowhere, and one outside of the range may have another's",
  appliesTo: highlyAvailable,
  probe: async ({ plan: { loadBalancerRange }, kubernetes: { core } }) => {
    const range = loadBalancerRange ?? rangeIn((await core.readNamespacedConfigMap(rangeConfig)).data ?? {});
    const { items } = await core.listServiceForAllNamespaces();
    const asking = items.filter(({ spec }) => spec?.type === "LoadBalancer");
    const problems = asking.flatMap(({ metadata, status }) => {
      const name = `${metadata?.namespace ?? "?"}/${metadata?.name ?? "?"}`;
      const given = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
      if (given.length === 0) return [`${name} has none`];
      return given
        .filter((address) => range !== undefined && !isWithin(range, address))
        .map((address) => `${name} has ${address}, outside of ${range?.first ?? ""}-${range?.last ?? ""}`);
    });
    return findingOf(problems, counted(asking.length, "Service"));
  },
};

type Range = Readonly<Record<"first" | "last", string>>;

function rangeIn(data: Readonly<Record<string, string>>): Range | undefined {
  const [first, last] = (data["range-global"] ?? "").split("-");
  return first !== undefined && last !== undefined ? { first, last } : undefined;
}

function isWithin({ first, last }: Range, address: string): boolean {
  const number = numberOf(address);
  return number >= numberOf(first) && number <= numberOf(last);
}

/** kube-vip's addresses are IPv4 here; any other is a number that is in no range. */
function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}
