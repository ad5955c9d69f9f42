import fc from "fast-check";
import { parseConfig } from "../../topology/config";
import { plan } from "../../topology/make-plan";
import { isHostAddress, type Network, overlap, placeIn, sizeOf, validNetwork } from "../../topology/network";
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
    repeated([...machinesOf(given).map(({ address }) => address), given.networks.machine.gateway]),
  "machines have MAC addresses of their own, unicast and locally administered": (given) => {
    const macs = machinesOf(given).map(({ mac }) => mac);
    return [...repeated(macs), ...macs.filter((mac) => !/^02(:[0-9a-f]{2}){5}$/.test(mac))];
  },
  "each machine, the gateway and the API address are host addresses of the machine network": (given) =>
    [
      ...machinesOf(given).map(({ address }) => address),
      given.networks.machine.gateway,
      given.api.address,
    ].filter((address) => !isHostAddress(given.networks.machine, address)),
  "the API address is the load balancer's": (given) =>
    given.loadBalancers.filter(({ address }) => address !== given.api.address),
  "machine, pod and service network do not overlap": ({ networks }) =>
    pairsOf([networks.machine, networks.pod, networks.service]).filter(([one, other]) => overlap(one, other)),
  "the nodes' pod networks do not overlap": (given) =>
    pairsOf(nodesOf(given).map(({ podNetwork }) => podNetwork)).filter(([one, other]) => overlap(one, other)),
  "the nodes' pod networks are inside the pod network": (given) =>
    nodesOf(given).filter(({ podNetwork }) => !contains(given.networks.pod, podNetwork)),
  "the Services of the API and of DNS have addresses of the service network, each its own": ({
    networks,
  }) => {
    const { apiServer, dns } = networks.service;
    return [
      ...repeated([apiServer, dns]),
      ...[apiServer, dns].filter((address) => !isHostAddress(networks.service, address)),
    ];
  },
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

function contains(outer: Network, inner: Network): boolean {
  const place = placeIn(outer, inner.cidr.slice(0, inner.cidr.indexOf("/")));
  return place >= 0 && place + sizeOf(validNetwork(inner.cidr)) <= sizeOf(outer);
}
