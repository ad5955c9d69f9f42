import { placementOf, quorumHolders } from "../../../topology/placement";
import type { Role } from "../../../topology/plan";

/** Machines of one role. */
function machines(role: Role, ...names: readonly string[]) {
  return names.map((name) => ({ name, role }));
}

const masters = machines("controlPlane", "master-0", "master-1", "master-2");
const workers = machines("worker", "worker-0", "worker-1", "worker-2");
const three = ["kvm1", "kvm2", "kvm3"];

describe("machines", () => {
  it("that nobody has placed are spread by role, and the odd ones of two roles do not meet", () => {
    const hypervisors = ["kvm1", "kvm2"];
    const all = [...machines("loadBalancer", "lb-0"), ...masters, ...machines("worker", "worker-0")];
    expect(placementOf({ machines: all, hypervisors, pins: {} })).toEqual({
      "lb-0": "kvm2",
      "master-0": "kvm1",
      "master-1": "kvm2",
      "master-2": "kvm1",
      "worker-0": "kvm2",
    });
  });

  it("of the control plane keep away from those that the user has placed", () => {
    expect(placementOf({ machines: masters, hypervisors: three, pins: { "master-2": "kvm1" } })).toEqual({
      "master-0": "kvm2",
      "master-1": "kvm3",
      "master-2": "kvm1",
    });
  });

  it("that are workers stay where they are when one of them is placed", () => {
    const free = placementOf({ machines: workers, hypervisors: three, pins: {} });
    const placed = placementOf({ machines: workers, hypervisors: three, pins: { "worker-1": "kvm2" } });
    expect(placed).toEqual({ ...free, "worker-1": "kvm2" });
  });

  it("are all on the only hypervisor where there is one", () => {
    const placement = placementOf({ machines: [...masters, ...workers], hypervisors: [""], pins: {} });
    expect(new Set(Object.values(placement))).toEqual(new Set([""]));
  });
});

describe("a hypervisor", () => {
  const members = ["master-0", "master-1", "master-2"];

  it("with more members than a majority can spare holds the quorum", () => {
    const placement = { "master-0": "kvm1", "master-1": "kvm2", "master-2": "kvm1" };
    expect(quorumHolders(members, placement)).toEqual({ kvm1: ["master-0", "master-2"] });
  });

  it("with one member of three does not", () => {
    const placement = { "master-0": "kvm1", "master-1": "kvm2", "master-2": "kvm3" };
    expect(quorumHolders(members, placement)).toEqual({});
  });

  it("with the only member does", () => {
    expect(quorumHolders(["master-0"], { "master-0": "kvm1" })).toEqual({ kvm1: ["master-0"] });
  });
});
