import { type Preview, previewOf } from "../support/preview";

const name = "load-balancer-host-haproxy";

describe("a stack whose load balancer is the hypervisor", () => {
  let stack: Preview;

  beforeAll(async () => {
    stack = await previewOf({ platform: "libvirt", libvirt: JSON.stringify({ loadBalancer: "host" }) });
  }, 60_000);

  it("has no machine for it", () => {
    const ofMachines = stack.all.filter(({ name: each }) => /-lb-\d/.test(each));
    expect(ofMachines).toEqual([]);
  });

  it("has it when the network is there, and before the first machine whose API server it is asked for", () => {
    expect(stack.before(name)).toContain("network-nat");
    expect(stack.before("bootstrap-api-ready")).toContain(name);
    expect(stack.before("control-plane-master-0-booted")).toContain(name);
  });

  it("shows its files in a preview, and takes all of them away at destroy", () => {
    const { inputs, deletedWith, deleteBeforeReplace } = stack.resource(name);
    expect(inputs["stdin"]).toContain("put 644 /etc/hardway/dev/haproxy.cfg << 'END OF FILE'");
    expect(inputs).toMatchObject({
      create: "components/libvirt/host-load-balancer.sh up",
      update: "components/libvirt/host-load-balancer.sh up",
      delete: "components/libvirt/host-load-balancer.sh down",
    });
    expect(deletedWith).toBe("");
    expect(deleteBeforeReplace).toBe(true);
  });

  it("is made anew with another network or another address of the API", () => {
    expect(stack.resource(name).inputs["triggers"]).toEqual(["network-nat-id", "10.90.0.5"]);
  });

  it("is told of API servers that are changed or leave, by the name that scripts know", () => {
    for (const told of ["control-plane-master-0-booted", "control-plane-master-0-traffic"])
      expect(stack.resource(told).inputs["environment"]).toMatchObject({ LOAD_BALANCERS: "hypervisor" });
  });

  it("has its changes confirmed by the gate of the API and by the verification", () => {
    for (const gate of ["bootstrap-api-ready", "verification-healthy"])
      expect(stack.resource(gate).inputs["environment"]).toMatchObject({
        CONFIRMS: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      });
  });
});
