import { etcd, initialClusterOf } from "../../../../manifests/kubernetes/etcd";
import { testBundle } from "../../../support/keys";
import { planOf } from "../../../support/plan";
import { fileAt, first, flagsOf } from "../rendered";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const bundle = testBundle(plan);
const node = first(plan.controlPlanes);
const program = etcd(plan, bundle, node);
const flags = flagsOf(program.pod);

describe("the members that etcd is told of", () => {
  it("are the bootstrap machine alone, which starts a new cluster", () => {
    expect(initialClusterOf(plan.bootstrap)).toEqual({
      members: "bootstrap=https://10.90.0.10:2380",
      state: "new",
    });
  });

  it("are found out by a control plane itself, which joins one that exists", () => {
    expect(flags.get("initial-cluster")).toBe("@INITIAL_CLUSTER@");
    expect(flags.get("initial-cluster-state")).toBe("existing");
  });

  it("are of this cluster", () => {
    expect(flags.get("initial-cluster-token")).toBe("dev.hardway.internal");
  });
});

describe("etcd on emulated machines", () => {
  it("gives its leader and its watches more time, which each costs every member a word", () => {
    const emulated = planOf({ platform: "libvirt", libvirt: { domainType: "qemu" } });
    const slow = flagsOf(etcd(emulated, testBundle(emulated), first(emulated.controlPlanes)).pod);
    const timesIn = (of: typeof slow) =>
      ["heartbeat-interval", "election-timeout", "watch-progress-notify-interval"].map((name) =>
        of.get(name),
      );
    expect(timesIn(slow)).toEqual(["2000", "20000", "60s"]);
    expect(timesIn(flags)).toEqual([undefined, undefined, "5s"]);
  });
});

describe("etcd", () => {
  it("wants a certificate of its own authority from clients and members (CIS 2.2, 2.5)", () => {
    expect(flags.get("client-cert-auth")).toBe("true");
    expect(flags.get("peer-client-cert-auth")).toBe("true");
    expect(fileAt(program, flags.get("trusted-ca-file") ?? "").contents).toBe(
      bundle.authorities.etcd.certificatePem,
    );
    expect(flags.get("peer-trusted-ca-file")).toBe(flags.get("trusted-ca-file"));
  });

  it("shows its own leaves", () => {
    expect(fileAt(program, flags.get("cert-file") ?? "").contents).toBe(
      bundle.leaves["master-0/etcd-server"]?.certificatePem,
    );
    expect(fileAt(program, flags.get("peer-key-file") ?? "").contents).toBe(
      bundle.leaves["master-0/etcd-peer"]?.keyPem,
    );
  });

  it("is reached at the addresses that its certificate has", () => {
    expect(flags.get("listen-client-urls")).toBe("https://127.0.0.1:2379,https://10.90.0.11:2379");
    expect(flags.get("listen-peer-urls")).toBe("https://10.90.0.11:2380");
  });

  it("answers without TLS on loopback alone", () => {
    expect(flags.get("listen-metrics-urls")).toBe("http://127.0.0.1:2381");
  });
});
