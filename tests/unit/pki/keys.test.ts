import { authorityKey, clusterKeys, keysOfMachine, keysOfOperators, requiredKeys } from "../../../pki/keys";
import { machinesOf } from "../../../topology/plan";
import { planOf } from "../../support/plan";

const plan = planOf();

describe("the keys of a plan", () => {
  it("start with what every certificate depends on", () => {
    expect(requiredKeys(plan).slice(0, 7)).toEqual([
      "authority/etcd",
      "authority/kubernetes",
      "authority/kubelet-client",
      "authority/kubelet-serving",
      "authority/front-proxy",
      "service-account",
      "secrets-encryption",
    ]);
  });

  it("follow in the order in which the boot needs them", () => {
    const holders = requiredKeys(plan)
      .slice(clusterKeys().length)
      .map((name) => (name.includes("/") ? name.slice(0, name.indexOf("/")) : "operators"));
    expect([...new Set(holders)]).toEqual([
      "bootstrap",
      "operators",
      "master-0",
      "master-1",
      "master-2",
      "worker-0",
      "worker-1",
    ]);
  });

  it("are named once each", () => {
    expect(new Set(requiredKeys(plan)).size).toBe(requiredKeys(plan).length);
  });

  it("are those of the cluster, of its machines, of its operators and no others", () => {
    const parts = [
      clusterKeys(),
      keysOfOperators(plan),
      ...machinesOf(plan).map((machine) => keysOfMachine(plan, machine)),
    ];
    expect(new Set(parts.flat())).toEqual(new Set(requiredKeys(plan)));
  });
});

describe("the keys of a machine", () => {
  it("are no other machine's", () => {
    expect(plan.workers.map((worker) => keysOfMachine(plan, worker))).toEqual([
      ["worker-0/kubelet-serving", "worker-0/kubelet-bootstrap"],
      ["worker-1/kubelet-serving", "worker-1/kubelet-bootstrap"],
    ]);
  });

  it("are not the operators'", () => {
    expect(keysOfOperators(plan)).toEqual(["break-glass", "admin", "provisioner", "etcd-operator"]);
  });
});

describe("the name of a key", () => {
  it("of an authority cannot be that of a machine's leaf", () => {
    expect(authorityKey("etcd")).toBe("authority/etcd");
    expect(machinesOf(plan).map(({ name }) => name)).not.toContain("authority");
  });
});
