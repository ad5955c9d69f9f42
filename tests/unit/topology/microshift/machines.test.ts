import { machinePlanOf } from "../../../../topology/microshift/machines";
import { addressSharersOf, machinesOf } from "../../../../topology/plan";
import { microshiftHaInput, microshiftPlanFor, microshiftSshInput } from "../../../support/microshift-plan";
import { coreosLibvirt } from "../../../support/openshift-config";

describe("the machines of a MicroShift cluster", () => {
  const plan = microshiftPlanFor(microshiftHaInput());
  const machines = machinePlanOf(plan);

  it("are its nodes, with the same names, addresses and generations", () => {
    const seen = machinesOf(machines).map(({ name, role, address, mac, generation }) => ({
      name,
      role,
      address,
      mac,
      generation,
    }));
    expect(plan.nodes).toMatchObject(seen);
  });

  it("share the virtual address, as far as they are control planes", () => {
    expect(machines.virtualRouter?.addresses).toEqual(["10.90.0.100"]);
    expect(addressSharersOf(machines).map(({ name }) => name)).toEqual(["node-1", "node-2", "node-3"]);
  });

  it("are on the same networks, and the API on the same port of the host", () => {
    expect(machines.networks.machine).toEqual(plan.networks.machine);
    expect(machines.api).toMatchObject(plan.api);
  });

  it("share nothing where there is one", () => {
    expect(machinePlanOf(microshiftPlanFor()).virtualRouter).toBeUndefined();
  });

  it("are on the plan's hypervisors where they are virtual", () => {
    const virtual = microshiftPlanFor({ platform: "libvirt", libvirt: { image: coreosLibvirt.image } });
    expect(machinePlanOf(virtual).libvirt?.hypervisors).toEqual([
      { name: "", uri: "qemu:///system", machines: ["node-1"] },
    ]);
  });

  it("are none where the host is there already", () => {
    expect(() => machinePlanOf(microshiftPlanFor(microshiftSshInput()))).toThrow(/makes no machines/);
  });
});
