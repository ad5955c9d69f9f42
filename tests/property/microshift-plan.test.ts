import fc from "fast-check";
import { type ConfigInput, parseConfig } from "../../topology/config";
import { microshiftPlan } from "../../topology/microshift/make-plan";
import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { hostNumberIn } from "../../topology/network";
import { ConfigError } from "../../topology/problems";
import { microshiftInput } from "../support/microshift-plan";

const roles = ["controlPlane", "worker"] as const;
const network = fc.nat({ max: 255 }).map((third) => `192.168.${third}.0/24`);
const nodes = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 89 }), role: fc.constantFrom(...roles) }),
  {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 12,
  },
);

/** Highly available clusters of any nodes among which is a control plane. */
const validInputs = fc
  .record({ machineNetwork: network, nodes, begins: fc.boolean() })
  .map(({ machineNetwork, nodes: listed, begins }) => {
    const [first, ...others] = listed;
    const id = begins && !others.some((other) => other.id === 1) ? 1 : (first?.id ?? 1);
    const some = [{ id, role: "controlPlane" as const }, ...others];
    return microshiftInput({ nodes: some, virtualAddressFrom: 1 }, { topology: "ha", machineNetwork });
  });

/** The same with addresses of any kind, which may fit or not. */
const anyInputs = fc
  .record({
    valid: validInputs,
    virtualAddress: fc.option(
      fc.nat({ max: 255 }).map((host) => `192.168.7.${host}`),
      { nil: undefined },
    ),
    range: fc.option(fc.tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 })), { nil: undefined }),
  })
  .map(({ valid, virtualAddress, range }): ConfigInput => {
    const loadBalancerRange = range && `192.168.7.${range[0]}-192.168.7.${range[1]}`;
    const microshift = { ...(valid["microshift"] as object), virtualAddress, loadBalancerRange };
    return { ...valid, machineNetwork: "192.168.7.0/24", microshift };
  });

function planOf(input: ConfigInput): MicroshiftPlan {
  return microshiftPlan(parseConfig("dev", input));
}

/** The same, or undefined where the configuration is refused; any other error is the program's. */
function planOrNone(input: ConfigInput): MicroshiftPlan | undefined {
  try {
    return planOf(input);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** The numbers in the network of everything that has an address, the gateway first. */
function numbersIn(plan: MicroshiftPlan): readonly (number | undefined)[] {
  const [own] = plan.networks.machine;
  const number = (address: string) => hostNumberIn(own, address);
  const { virtualAddress } = plan;
  if (virtualAddress === undefined) throw new Error("the cluster is not highly available");
  const { first, last } = virtualAddress.loadBalancerRange;
  const [from, to] = [number(first) ?? 0, number(last) ?? -1];
  return [
    number(own.gateway),
    ...plan.nodes.map(({ address }) => number(address)),
    number(virtualAddress.address),
    ...Array.from({ length: to - from + 1 }, (_, index) => from + index),
  ];
}

describe("every plan of MicroShift", () => {
  it("gives each address of its network once: to the gateway, a node, the API or Services", () => {
    fc.assert(
      fc.property(anyInputs, (input) => {
        const plan = planOrNone(input);
        fc.pre(plan !== undefined);
        const numbers = numbersIn(plan);
        expect(numbers).not.toContain(undefined);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
  });

  it("has nodes in the same order, whatever order they are listed in: control planes, then workers, by their ids", () => {
    fc.assert(
      fc.property(
        validInputs.chain((input) => {
          const { nodes: listed } = input["microshift"] as { readonly nodes: readonly object[] };
          return fc.record({
            input: fc.constant(input),
            shuffled: fc.shuffledSubarray([...listed], { minLength: listed.length }),
          });
        }),
        ({ input, shuffled }) => {
          const plan = planOf(input);
          const microshift = { ...(input["microshift"] as object), nodes: shuffled };
          expect(planOf({ ...input, microshift })).toEqual(plan);
          const order = plan.nodes.map(({ role, id }) => roles.indexOf(role) * 100 + id);
          expect([...order].sort((one, other) => one - other)).toEqual(order);
        },
      ),
    );
  });

  it("keeps what a node is when others come or leave", () => {
    fc.assert(
      fc.property(validInputs, fc.nat(), (input, index) => {
        const { nodes: listed } = input["microshift"] as MicroshiftPlan;
        const left = listed.filter((_, place) => place !== index % listed.length);
        fc.pre(left.some(({ role }) => role === "controlPlane"));
        const before = planOf(input);
        const after = planOf({ ...input, microshift: { ...(input["microshift"] as object), nodes: left } });
        for (const node of after.nodes) expect(before.nodes).toContainEqual(node);
        expect(after.virtualAddress).toEqual(before.virtualAddress);
      }),
    );
  });

  it("is the same for the same configuration", () => {
    fc.assert(
      fc.property(validInputs, (input) => {
        expect(planOf(input)).toEqual(planOf(input));
      }),
    );
  });
});
