import type { Registered } from "../support/graph";
import { type Preview, previewOf } from "../support/preview";

const uris = { kvm1: "qemu+ssh://root@kvm1/system", kvm2: "qemu+ssh://root@kvm2/system" };

/** Previews a stack of virtual machines. */
function previewWith(libvirt: object): Promise<Preview> {
  return previewOf({ platform: "libvirt", workers: "1", libvirt: JSON.stringify(libvirt) });
}

const isOfLibvirt = ({ type }: Registered): boolean => /libvirt/.test(type);

function environmentOf(stack: Preview, name: string): Readonly<Record<string, string>> {
  return stack.resource(name).inputs["environment"] as Readonly<Record<string, string>>;
}

/** What a domain is attached to. */
function interfaceOf(stack: Preview, domain: string): unknown {
  return (stack.resource(domain).inputs["networkInterfaces"] as readonly unknown[])[0];
}

describe("a stack on one hypervisor", () => {
  let stack: Preview;

  beforeAll(async () => {
    stack = await previewWith({});
  }, 60_000);

  it("has the names without a hypervisor's that it always had", () => {
    const own = stack.all.filter((each) => isOfLibvirt(each) && !/-(disk|domain)$/.test(each.name));
    expect(own.map(({ name }) => name).sort()).toEqual([
      "hypervisor",
      "network-nat",
      "storage-base",
      "storage-pool",
    ]);
  });

  it("tells the scripts of a machine and the network's guard where it is, and gates need not know", () => {
    expect(environmentOf(stack, "load-balancer-lb-0-booted")).toMatchObject({
      LIBVIRT_URI: "qemu:///system",
    });
    expect(environmentOf(stack, "network-guard")).toMatchObject({ LIBVIRT_URIS: "qemu:///system" });
    expect(Object.keys(environmentOf(stack, "control-plane-pivot"))).not.toContain("LIBVIRT_URI");
  });

  it("may have a bridge in place of a network of its own", async () => {
    const bridged = await previewWith({ bridge: "br0" });
    expect(bridged.registered.has("network-nat")).toBe(false);
    expect(interfaceOf(bridged, "load-balancer-lb-0-domain")).toEqual({
      bridge: "br0",
      mac: "02:00:0a:5a:00:05",
    });
  });
});

describe("a stack on two hypervisors", () => {
  let stack: Preview;
  const machines = {
    kvm1: ["bootstrap-machine", "control-plane-master-0", "control-plane-master-2"],
    kvm2: ["control-plane-master-1", "load-balancer-lb-0", "workers-worker-0"],
  };
  const placed = Object.entries(machines).flatMap(([hypervisor, names]) =>
    names.map((name) => [name, hypervisor as keyof typeof uris] as const),
  );

  beforeAll(async () => {
    stack = await previewWith({ hypervisors: uris, bridge: "br0" });
  }, 60_000);

  it("has a way, a pool and an image at each, and no network of its own", () => {
    const own = stack.all.filter((each) => isOfLibvirt(each) && !/-(disk|domain)$/.test(each.name));
    expect(own.map(({ name, provider }) => `${name} by ${provider}`).sort()).toEqual([
      "hypervisor-kvm1 by ",
      "hypervisor-kvm2 by ",
      "storage-kvm1-base by hypervisor-kvm1",
      "storage-kvm1-pool by hypervisor-kvm1",
      "storage-kvm2-base by hypervisor-kvm2",
      "storage-kvm2-pool by hypervisor-kvm2",
    ]);
    expect(stack.resource("hypervisor-kvm2").inputs["uri"]).toBe(uris.kvm2);
  });

  it.each(placed)("has %s on %s, on the bridge, with its scripts", (machine, hypervisor) => {
    expect(stack.resource(`${machine}-disk`).provider).toBe(`hypervisor-${hypervisor}`);
    expect(stack.resource(`${machine}-domain`).provider).toBe(`hypervisor-${hypervisor}`);
    expect(stack.before(`${machine}-disk`)).toContain(`storage-${hypervisor}-base`);
    expect(interfaceOf(stack, `${machine}-domain`)).toMatchObject({ bridge: "br0" });
    for (const part of ["ignition", "booted"])
      expect(environmentOf(stack, `${machine}-${part}`)).toMatchObject({ LIBVIRT_URI: uris[hypervisor] });
  });

  it("orders each machine by its own hypervisor", () => {
    expect(environmentOf(stack, "control-plane-master-1-traffic")).toMatchObject({ LIBVIRT_URI: uris.kvm2 });
    expect(environmentOf(stack, "control-plane-master-2-traffic")).toMatchObject({ LIBVIRT_URI: uris.kvm1 });
  });

  it("looks for the bridge and for running machines at both, before any disk is made", () => {
    for (const name of ["network-guard", "network-bridge"])
      expect(environmentOf(stack, name)).toMatchObject({ LIBVIRT_URIS: `${uris.kvm1} ${uris.kvm2}` });
    for (const [machine] of placed)
      expect([...stack.before(`${machine}-disk`)]).toEqual(
        expect.arrayContaining(["network-guard", "network-bridge"]),
      );
  });

  it("takes another bridge for another network, which is asked for", () => {
    expect(environmentOf(stack, "network-guard")).toMatchObject({
      NETWORK: expect.stringMatching(/ bridge br0$/) as string,
    });
    expect(stack.resource("network-bridge").inputs["triggers"]).toContain("bridge br0");
  });
});
