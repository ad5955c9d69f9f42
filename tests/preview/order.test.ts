import { type Preview, previewOf } from "../support/preview";

let stack: Preview;

describe("topology ha", () => {
  beforeAll(async () => {
    stack = await previewOf({ topology: "ha" });
  }, 60_000);

  it("pivots when every control plane has joined", () => {
    const joins = [0, 1, 2].map((index) => `control-plane-master-${index}-join`);
    expect([...stack.before("control-plane-pivot")]).toEqual(expect.arrayContaining(joins));
  });

  it("has nothing of etcd on machines of its own", () => {
    expect(stack.all.filter(({ name }) => /^(etcd|first-control-plane)/.test(name))).toEqual([]);
  });
});

describe("topology ha on emulated machines", () => {
  beforeAll(async () => {
    const libvirt = JSON.stringify({ domainType: "qemu" });
    stack = await previewOf({ topology: "ha", platform: "libvirt", libvirt });
  }, 60_000);

  it("has workers and pods wait for the pivot: machines that join have no time to spare", () => {
    expect(stack.before("workers-worker-0-domain")).toContain("control-plane-pivot");
    expect(stack.before("services-daemon-set-kube-proxy")).toContain("control-plane-pivot");
  });
});

describe("topology external-etcd", () => {
  const founding = "etcd-founding";

  beforeAll(async () => {
    stack = await previewOf({ topology: "external-etcd" });
  }, 60_000);

  it("founds etcd's cluster on one machine, before anybody looks for a member", () => {
    const founders = stack.commands.filter(({ inputs }) => /etcd-found/.test(String(inputs["create"])));
    expect(founders.map(({ name }) => name)).toEqual([founding]);
    expect(stack.before(founding)).toContain("etcd-etcd-0-booted");
    expect(stack.before("etcd-etcd-0-join")).toContain(founding);
  });

  it("never founds it again: neither a change nor another first machine makes a second cluster", () => {
    const { inputs, ignoreChanges } = stack.resource(founding);
    expect(ignoreChanges).toEqual(["*"]);
    expect(inputs["triggers"]).toBeUndefined();
    expect(inputs["update"]).toBeUndefined();
  });

  it("boots a machine of etcd when the one before it is a voting member, so that one at a time changes", () => {
    expect(stack.before("etcd-etcd-1-booted")).toContain("etcd-etcd-0-join");
    expect(stack.before("etcd-etcd-2-booted")).toContain("etcd-etcd-1-join");
  });

  it("boots a load balancer when the one before it could carry the API, so that one at a time changes", () => {
    expect(stack.before("load-balancer-lb-1-booted")).toContain("load-balancer-lb-0-share");
  });

  it("changes the first control plane when no member of etcd and no load balancer is being changed any more", () => {
    const members = [0, 1, 2].map((index) => `etcd-etcd-${index}-join`);
    const shares = [0, 1].map((index) => `load-balancer-lb-${index}-share`);
    expect([...stack.before("first-control-plane-master-0-booted")]).toEqual(
      expect.arrayContaining([...members, ...shares]),
    );
  });

  it("knows the first control plane as no other later", () => {
    expect(stack.registered.has("control-plane-master-0-booted")).toBe(false);
  });

  it("has load balancers that do not wait for etcd: both boot at once", () => {
    expect([...stack.before("load-balancer-lb-1-share")].filter((name) => name.startsWith("etcd-"))).toEqual(
      [],
    );
  });

  it("has no bootstrap machine, and no pivot from it", () => {
    expect(stack.all.filter(({ name }) => /^bootstrap|pivot$/.test(name))).toEqual([]);
  });
});
