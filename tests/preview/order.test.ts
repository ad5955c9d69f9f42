import { isSecret } from "../support/graph";
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

describe("topology sno-plus", () => {
  const founding = "first-control-plane-founding";
  const backup = "control-plane-backup-before-master-1";
  const snoPlusOf = (controlPlanes: number): Promise<Preview> =>
    previewOf({ topology: "sno-plus", controlPlanes: String(controlPlanes), workers: "0" });
  const backupsOf = ({ all }: Preview): readonly string[] =>
    all.map(({ name }) => name).filter((name) => name.includes("backup"));

  beforeAll(async () => {
    stack = await snoPlusOf(3);
  }, 60_000);

  it("founds etcd's cluster on the first machine, before anybody looks for the API", () => {
    const founders = stack.commands.filter(({ inputs }) => /etcd-found/.test(String(inputs["create"])));
    expect(founders.map(({ name }) => name)).toEqual([founding]);
    expect(founders[0]?.inputs["environment"]).toMatchObject({ NAME: "master-0" });
    expect(stack.before(founding)).toContain("first-control-plane-master-0-booted");
    expect(stack.before("first-control-plane-api-ready")).toContain(founding);
  });

  it("never founds it again: neither a change nor another first machine makes a second cluster", () => {
    const { inputs, ignoreChanges } = stack.resource(founding);
    expect(ignoreChanges).toEqual(["*"]);
    expect(inputs["triggers"]).toBeUndefined();
    expect(inputs["update"]).toBeUndefined();
    expect(inputs["delete"]).toBeUndefined();
  });

  it("has no load balancer and no bootstrap machine, and tells none of a change", () => {
    expect(stack.all.filter(({ name }) => /load-balancer|^bootstrap|-lb-|pivot|traffic/.test(name))).toEqual(
      [],
    );
    for (const machine of ["first-control-plane-master-0", "control-plane-master-1"])
      expect(stack.resource(`${machine}-booted`).inputs["environment"]).toMatchObject({ LOAD_BALANCERS: "" });
  });

  it("grows one machine at a time, each behind the gate of the one before it, and is verified in the end", () => {
    const order = [
      founding,
      "first-control-plane-api-ready",
      "control-plane-master-0-join",
      backup,
      "control-plane-master-1-booted",
      "control-plane-master-1-join",
      "control-plane-master-2-booted",
      "control-plane-master-2-join",
      "verification-healthy",
    ];
    for (const [index, name] of order.entries())
      expect({
        name,
        missing: order.slice(0, index).filter((each) => !stack.before(name).has(each)),
      }).toEqual({
        name,
        missing: [],
      });
  });

  it("copies etcd before it grows to two members, of which none may be lost, and not on the way from there", () => {
    expect(backupsOf(stack)).toEqual([backup]);
    const { inputs, ignoreChanges } = stack.resource(backup);
    expect(inputs["create"]).toMatch(/gate\.cjs etcdBackup create$/);
    expect(inputs["delete"]).toMatch(/gate\.cjs etcdBackup delete$/);
    expect(isSecret(inputs["stdin"])).toBe(true);
    expect(JSON.stringify(inputs["stdin"])).toContain(".state/dev/backups/etcd-before-master-1.db");
    expect(ignoreChanges).toEqual(["*"]);
  });

  it("hands a machine's share of the API's address over before the machine leaves, and gives it when it has joined", () => {
    for (const [index, machine] of [
      "first-control-plane-master-0",
      "control-plane-master-1",
      "control-plane-master-2",
    ].entries()) {
      const share = `control-plane-master-${index}-share`;
      // What depends on a gate is deleted before it, and made after it.
      expect([...stack.before(share)]).toEqual(
        expect.arrayContaining([`control-plane-master-${index}-join`, `${machine}-booted`]),
      );
      const { inputs, deleteBeforeReplace } = stack.resource(share);
      expect(inputs).toMatchObject({
        create: "components/shell/virtual-address.sh join",
        delete: "components/shell/virtual-address.sh leave",
      });
      expect(deleteBeforeReplace).toBe(true);
    }
  });

  it("begins with one machine, which nothing is copied of, and keeps all that it was when it grows", async () => {
    const alone = await snoPlusOf(1);
    expect(backupsOf(alone)).toEqual([]);
    expect(alone.all.filter(({ name }) => /master-[12]/.test(name))).toEqual([]);
    const grown = new Set(stack.registered.keys());
    expect([...alone.registered.keys()].filter((name) => !grown.has(name))).toEqual([]);
    for (const name of [founding, "first-control-plane-master-0-booted"])
      expect(stack.resource(name).inputs["triggers"]).toEqual(alone.resource(name).inputs["triggers"]);
  });

  it("copies etcd before each even number of members", async () => {
    expect(backupsOf(await snoPlusOf(5))).toEqual([backup, "control-plane-backup-before-master-3"]);
  });
});
