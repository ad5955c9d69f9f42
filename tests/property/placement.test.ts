import fc from "fast-check";
import { placementOf, quorumHolders } from "../../topology/placement";
import type { Role } from "../../topology/plan";

const roles: readonly Role[] = ["etcd", "loadBalancer", "bootstrap", "controlPlane", "worker"];
const hypervisorNames = ["kvm1", "kvm2", "kvm3", "kvm4", "kvm5"];

type Counts = Readonly<Record<Role, number>>;
const counts: fc.Arbitrary<Counts> = fc.record({
  etcd: fc.nat({ max: 9 }),
  loadBalancer: fc.nat({ max: 9 }),
  bootstrap: fc.nat({ max: 1 }),
  controlPlane: fc.integer({ min: 1, max: 9 }),
  worker: fc.nat({ max: 30 }),
});

function machinesOf(numbers: Counts) {
  return roles.flatMap((role) =>
    Array.from({ length: numbers[role] }, (_, index) => ({ name: `${role}-${index}`, role })),
  );
}

const spreads = fc
  .record({ numbers: counts, hypervisors: fc.subarray(hypervisorNames, { minLength: 1 }) })
  .chain(({ numbers, hypervisors }) => {
    const names = machinesOf(numbers).map(({ name }) => name);
    const pins = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...hypervisors));
    return fc.record({
      numbers: fc.constant(numbers),
      machines: fc.constant(machinesOf(numbers)),
      hypervisors: fc.constant(hypervisors),
      pins,
    });
  });

/** How many of some machines each hypervisor has, those without any included. */
function loads(names: readonly string[], hypervisors: readonly string[], placement: object) {
  const placed = new Map<string, unknown>(Object.entries(placement));
  return hypervisors.map((hypervisor) => names.filter((name) => placed.get(name) === hypervisor).length);
}

describe("a placement", () => {
  it("has every machine on one of the hypervisors, and those of the user where the user wants them", () => {
    fc.assert(
      fc.property(spreads, (given) => {
        const placement = placementOf(given);
        expect(Object.keys(placement).sort()).toEqual(given.machines.map(({ name }) => name).sort());
        expect(placement).toMatchObject(given.pins);
        expect(Object.values(placement).filter((each) => !given.hypervisors.includes(each))).toEqual([]);
      }),
    );
  });

  it.each(roles)("has as many machines of role %s on one hypervisor as on another, but for one", (role) => {
    fc.assert(
      fc.property(spreads, ({ machines, hypervisors }) => {
        const names = machines.filter((machine) => machine.role === role).map(({ name }) => name);
        const numbers = loads(names, hypervisors, placementOf({ machines, hypervisors, pins: {} }));
        expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("moves no machine when one more comes, and no other when a worker is placed", () => {
    fc.assert(
      fc.property(spreads, fc.constantFrom(...roles), (given, role) => {
        const before = placementOf(given);
        const numbers = { ...given.numbers, [role]: given.numbers[role] + 1 };
        expect(placementOf({ ...given, machines: machinesOf(numbers) })).toMatchObject(before);
        const pins = { ...given.pins, "worker-0": given.hypervisors[0] ?? "" };
        expect({ ...placementOf({ ...given, pins }), "worker-0": before["worker-0"] }).toEqual({
          "worker-0": undefined,
          ...before,
        });
      }),
    );
  });

  it("loses the quorum with one hypervisor only where the user's own placement has it so, if there are three", () => {
    fc.assert(
      fc.property(spreads, ({ machines, hypervisors }) => {
        const members = machines.filter(({ role }) => role === "controlPlane").map(({ name }) => name);
        fc.pre(hypervisors.length >= 3 && members.length % 2 === 1 && members.length > 1);
        expect(quorumHolders(members, placementOf({ machines, hypervisors, pins: {} }))).toEqual({});
      }),
    );
  });
});
