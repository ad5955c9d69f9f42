import fc from "fast-check";
import type { ConfigInput } from "../../topology/config";

const kinds = ["loadBalancer", "bootstrap", "controlPlane", "worker"] as const;

/** Aligned subnet `index` of a network that starts at `base`, as text. */
function subnet(base: readonly [number, number], prefix: number, index: number): string {
  const first = ((base[0] * 256 + base[1]) * 65536 + index * 2 ** (32 - prefix)) >>> 0;
  return `${[24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join(".")}/${prefix}`;
}

/** A network of a random size out of `room`, a network of `roomPrefix` bits that none of the other two is in. */
function networkIn(base: readonly [number, number], roomPrefix: number, least: number, most: number) {
  return fc
    .integer({ min: least, max: most })
    .chain((prefix) =>
      fc.nat({ max: 2 ** (prefix - roomPrefix) - 1 }).map((index) => subnet(base, prefix, index)),
    );
}

/** Networks of IPv6 for each purpose, none of which another is in. */
const ipv6Networks = fc.record({
  machine: fc.constantFrom("fd90::/64", "fd90:0:0:ab::/64", "2001:db8:5::/80", "fd90::5:0/112"),
  pod: fc.constantFrom("fd42::/48", "fd42:1::/52", "fd40::/16"),
  service: fc.constantFrom("fd96::/108", "fd96::a:0/112", "fd96::ff00/120"),
});

/** Places the kinds of machines one after the other in the given order, with gaps where there is room for them. */
function placed(
  size: number,
  counts: Readonly<Record<(typeof kinds)[number], number>>,
  gaps: readonly number[],
) {
  return (order: readonly (typeof kinds)[number][]): Readonly<Record<string, number>> => {
    let spare = size - 3 - kinds.reduce((sum, kind) => sum + counts[kind], 0);
    let next = 2;
    const numbers: Record<string, number> = {};
    for (const [index, kind] of order.entries()) {
      const gap = Math.min(spare, gaps[index] ?? 0);
      spare -= gap;
      numbers[kind] = next + gap;
      next += gap + counts[kind];
    }
    return numbers;
  };
}

/** Configurations that are valid, over the whole range of what is valid. */
export const validConfigs: fc.Arbitrary<ConfigInput> = fc
  .record({
    machineNetwork: networkIn([192, 168], 16, 24, 28),
    podNetwork: networkIn([10, 0], 8, 10, 16),
    serviceNetwork: networkIn([172, 16], 12, 12, 26),
    addressFamily: fc.constantFrom("ipv4", "ipv6", "dual"),
    ipv6Networks,
    controlPlanes: fc.constantFrom(1, 3, 5, 7, 9),
    // Small clusters show most mistakes and are planned fast; large ones are among the runs all the same.
    workers: fc.oneof(
      { weight: 9, arbitrary: fc.nat({ max: 9 }) },
      { weight: 1, arbitrary: fc.nat({ max: 100 }) },
    ),
    order: fc.shuffledSubarray([...kinds], { minLength: kinds.length }),
    gaps: fc.array(fc.nat({ max: 20 }), { minLength: kinds.length, maxLength: kinds.length }),
    extraApiSans: fc.uniqueArray(
      fc.constantFrom("api.example.com", "k8s.test", "203.0.113.7", "2001:DB8::7", "localhost"),
    ),
  })
  .map(({ order, gaps, ...config }) => {
    const size = 2 ** (32 - Number(config.machineNetwork.split("/")[1]));
    const workers = Math.min(config.workers, size - 5 - config.controlPlanes);
    const counts = { loadBalancer: 1, bootstrap: 1, controlPlane: config.controlPlanes, worker: workers };
    // A kind without machines still has a number, which must be one.
    return { ...config, workers, hostNumbers: placed(size, counts, gaps)(order) };
  });

const anyNetwork = fc.oneof(
  networkIn([10, 0], 8, 8, 30),
  networkIn([10, 90], 16, 16, 28),
  fc.constantFrom("10.90.0.0/24", "10.96.0.0/16", "10.244.0.0/16", "10.90.0.1/24", "::/0", "none"),
);

/** Values of which some are right, some wrong and some wrong together with others. */
const wildValues = {
  addressFamily: fc.constantFrom("ipv4", "ipv6", "dual", "IPv6"),
  ipv6Networks: fc.record({
    machine: fc.constantFrom("fd90::/64", "fd90::/32", "fd42::/64", "fd90::1/64", "10.90.0.0/24"),
    pod: fc.constantFrom("fd42::/48", "fd42::/64", "fd90::/48"),
  }),
  machineNetwork: anyNetwork,
  podNetwork: anyNetwork,
  serviceNetwork: anyNetwork,
  apiAddress: fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.nat({ max: 255 }).map((host) => `10.90.0.${host}`),
  ),
  controlPlanes: fc.oneof(fc.integer({ min: 0, max: 11 }), fc.constant("3")),
  workers: fc.integer({ min: -1, max: 260 }),
  hostNumbers: fc.record(Object.fromEntries(kinds.map((kind) => [kind, fc.nat({ max: 60 })])), {
    requiredKeys: [],
  }),
  extraApiSans: fc.array(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), fc.string())),
};

/** Valid configurations with up to three values replaced by what may not fit. */
export const anyConfigs: fc.Arbitrary<ConfigInput> = fc
  .record({
    valid: validConfigs,
    wild: fc.record(wildValues),
    replaced: fc.subarray(Object.keys(wildValues), { maxLength: 3 }),
  })
  .map(({ valid, wild, replaced }) => ({
    ...valid,
    ...Object.fromEntries(Object.entries(wild).filter(([key]) => replaced.includes(key))),
  }));
