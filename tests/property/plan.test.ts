import fc from "fast-check";
import { parseConfig } from "../../topology/config";
import { plan } from "../../topology/make-plan";
import { hostNumberIn, type Network, overlap } from "../../topology/network";
import { type ClusterPlan, machinesOf, nodesOf } from "../../topology/plan";
import { ConfigError } from "../../topology/problems";
import { anyConfigs, validConfigs } from "../support/configs";
import { planOf } from "../support/plan";

/** What is true of every plan; returns the plan's values that break it. */
type Invariant = (given: ClusterPlan) => readonly unknown[];

const invariants: Readonly<Record<string, Invariant>> = {
  "machines have names of their own": (given) => repeated(machinesOf(given).map(({ name }) => name)),
  "machines have DNS names of their own": (given) =>
    repeated([...machinesOf(given).map(({ fqdn }) => fqdn), given.api.fqdn]),
  "machines have addresses of their own, the gateway's included": (given) =>
    repeated([
      ...machinesOf(given).flatMap(({ addresses }) => addresses),
      ...given.networks.machine.map(({ gateway }) => gateway),
    ]),
  "machines have an address of each family, and are called by the first": (given) =>
    machinesOf(given).filter(
      ({ address, addresses }) => address !== addresses[0] || addresses.length !== given.families.length,
    ),
  "machines have MAC addresses of their own, unicast and locally administered": (given) => {
    const macs = machinesOf(given).map(({ mac }) => mac);
    return [...repeated(macs), ...macs.filter((mac) => !/^02(:[0-9a-f]{2}){5}$/.test(mac))];
  },
  "each machine, the gateway and the API address are host addresses of the machine networks": (given) =>
    given.networks.machine.flatMap((network, index) =>
      [
        ...machinesOf(given).map(({ addresses }) => addresses[index]),
        network.gateway,
        given.api.addresses[index],
      ].filter((address) => address === undefined || hostNumberIn(network, address) === undefined),
    ),
  "a machine has the same host number in all families": (given) =>
    machinesOf(given).filter(
      ({ addresses }) =>
        new Set(given.networks.machine.map((network, index) => hostNumberIn(network, addresses[index] ?? "")))
          .size !== 1,
    ),
  "the API address is the load balancer's": (given) =>
    given.loadBalancers.filter(({ address }) => address !== given.api.address),
  "machine, pod and service network do not overlap": ({ networks }) =>
    pairsOf([...networks.machine, ...networks.pod, ...networks.service]).filter(([one, other]) =>
      overlap(one, other),
    ),
  "the nodes' pod networks do not overlap": (given) =>
    pairsOf(nodesOf(given).flatMap(({ podNetworks }) => podNetworks)).filter(([one, other]) =>
      overlap(one, other),
    ),
  "the nodes' pod networks are inside the pod networks": (given) =>
    nodesOf(given).filter(({ podNetworks }) =>
      podNetworks.some((own, index) => !contains(given.networks.pod[index], own)),
    ),
  "the Services of the API and of DNS have addresses of the service network, each its own": ({ networks }) =>
    networks.service.flatMap((network) => {
      const { apiServer, dns } = network;
      return [
        ...repeated([apiServer, dns]),
        ...[apiServer, dns].filter((address) => hostNumberIn(network, address) === undefined),
      ];
    }),
  "the number of control planes is odd": ({ controlPlanes }) =>
    controlPlanes.length % 2 === 1 ? [] : [controlPlanes],
  "the forwarded port needs no privilege": ({ api }) =>
    api.forwardedPort >= 1024 && api.forwardedPort <= 65535 ? [] : [api.forwardedPort],
};

describe("a plan of any valid configuration", () => {
  it.each(Object.entries(invariants))("%s", (_, broken) => {
    fc.assert(
      fc.property(validConfigs, (config) => {
        expect(broken(planOf(config))).toEqual([]);
      }),
    );
  });

  it("is the same at every time and holds nothing but data", () => {
    fc.assert(
      fc.property(validConfigs, (config) => {
        expect(planOf(config)).toEqual(JSON.parse(JSON.stringify(planOf(config))));
      }),
    );
  });
});

describe("any configuration at all", () => {
  it("is either refused with its problems or gives a plan of which all of this is true", () => {
    const seen = { refused: 0, planned: 0 };
    fc.assert(
      fc.property(anyConfigs, (config) => {
        const planned = planOrProblems(config);
        if (planned instanceof ConfigError) {
          seen.refused += 1;
          expect(planned.problems).not.toEqual([]);
        } else {
          seen.planned += 1;
          for (const broken of Object.values(invariants)) expect(broken(planned)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.planned).toBeGreaterThan(0);
  });
});

/** Any other error than a ConfigError fails the test that calls this. */
function planOrProblems(config: object): ClusterPlan | ConfigError {
  try {
    return plan(parseConfig("dev", { ...config }));
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

function pairsOf<T>(values: readonly T[]): readonly (readonly [T, T])[] {
  return values.flatMap((one, index) => values.slice(index + 1).map((other) => [one, other] as const));
}

function contains(outer: Network | undefined, inner: Network): boolean {
  return outer !== undefined && overlap(outer, inner) && inner.prefix >= outer.prefix;
}
