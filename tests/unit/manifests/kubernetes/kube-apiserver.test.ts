import { drainSeconds, kubeApiServer } from "../../../../manifests/kubernetes/kube-apiserver";
import { timesOf } from "../../../../topology/pace";
import { testBundle } from "../../../support/keys";
import { planOf } from "../../../support/plan";
import { fileAt, first, flagsOf, podOf } from "../rendered";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const bundle = testBundle(plan);
const master = first(plan.controlPlanes);
const program = kubeApiServer(plan, bundle, master);
const flags = flagsOf(program.pod);
const contentsOf = (flag: string) => fileAt(program, flags.get(flag) ?? "").contents;
const certificateOf = (name: keyof typeof bundle.authorities) => bundle.authorities[name].certificatePem;

describe("kube-apiserver, asked for its health while etcd halts", () => {
  const checks = ["etcd-healthcheck-timeout", "etcd-readycheck-timeout"];
  const emulated = planOf({ platform: "libvirt", libvirt: { domainType: "qemu" } });

  it.each([
    ["on a processor of the host's own", plan, "4s"],
    ["on an emulated one", emulated, "20s"],
  ])("stays ready %s: load balancers would take all API servers away at the same moment", (_, its, limit) => {
    const { pod } = kubeApiServer(its, testBundle(its), first(its.controlPlanes));
    expect(checks.map((name) => flagsOf(pod).get(name))).toEqual([limit, limit]);
  });

  it.each(["usual", "emulated"] as const)(
    "says that etcd does not answer before who asks has gone: %s",
    (pace) => {
      expect(timesOf[pace].etcdHealthWithin).toBeLessThan(timesOf[pace].apiAnswersWithin);
    },
  );
});

describe("the trust of kube-apiserver", () => {
  it("takes clients made by hand and kubelets by signing request, from two authorities", () => {
    expect(contentsOf("client-ca-file")).toBe(certificateOf("kubernetes") + certificateOf("kubelet-client"));
  });

  it("is another one for each kind of server or client", () => {
    expect(contentsOf("etcd-cafile")).toBe(certificateOf("etcd"));
    expect(contentsOf("kubelet-certificate-authority")).toBe(certificateOf("kubelet-serving"));
    expect(contentsOf("requestheader-client-ca-file")).toBe(certificateOf("front-proxy"));
  });

  it("lets who shows no credential ask for health alone", () => {
    expect(flags.has("anonymous-auth")).toBe(false);
    expect(contentsOf("authentication-config")).toContain("path: /readyz");
  });
});

describe("kube-apiserver", () => {
  it("has the flags of the stack's configuration after its own", () => {
    const wished = planOf({ controlPlanes: 1, workers: 0, apiServerFlags: { "event-ttl": "2h" } });
    expect([...flagsOf(kubeApiServer(wished, bundle, master).pod)]).toEqual([...flags, ["event-ttl", "2h"]]);
  });

  it("gives Services addresses of both families", () => {
    const dual = planOf({ controlPlanes: 1, workers: 0, addressFamily: "dual" });
    const own = flagsOf(kubeApiServer(dual, testBundle(dual), first(dual.controlPlanes)).pod);
    expect(own.get("service-cluster-ip-range")).toBe("10.96.0.0/16,fd96::/108");
    expect(own.get("advertise-address")).toBe("10.90.0.11");
  });

  it("writes every file that a flag names", () => {
    const named = [...flags.values()].filter((value) => value.startsWith("/etc/kubernetes/"));
    expect(program.files.map(({ path }) => path).sort()).toEqual(named.sort());
  });

  it("talks to the etcd beside it and to no other", () => {
    expect(flags.get("etcd-servers")).toBe("https://127.0.0.1:2379");
  });

  it("drains: its readiness fails for several checks of the load balancer before it refuses connections", () => {
    expect(flags.get("shutdown-delay-duration")).toBe(`${drainSeconds(master)}s`);
    expect(drainSeconds(master) / 0.5).toBeGreaterThanOrEqual(2 * 2);
  });

  it("drains sooner on the bootstrap machine, which gets no new connections by then", () => {
    const flagsThere = flagsOf(kubeApiServer(plan, bundle, plan.bootstrap).pod);
    expect(flagsThere.get("shutdown-delay-duration")).toBe("1s");
  });

  it("is not killed before its requests have ended", () => {
    expect(podOf(program.pod).spec?.terminationGracePeriodSeconds).toBe(drainSeconds(master) + 60);
  });

  it("authorizes by node and role, and admits kubelets' changes of their own objects only", () => {
    expect(flags.get("authorization-mode")).toBe("Node,RBAC");
    expect(flags.get("enable-admission-plugins")).toMatch(/^NodeRestriction,/);
  });

  it("keeps an audit log on the machine (CIS 1.2.16 to 1.2.19)", () => {
    expect(flags.get("audit-log-path")).toBe("/var/log/kubernetes/audit.log");
    expect(
      ["audit-log-maxage", "audit-log-maxbackup", "audit-log-maxsize"].map((name) => flags.get(name)),
    ).toEqual(["30", "10", "100"]);
  });

  it("follows the plan", () => {
    const other = planOf({ serviceNetwork: "10.112.0.0/16", controlPlanes: 1, workers: 0 });
    const otherFlags = flagsOf(kubeApiServer(other, bundle, first(other.controlPlanes)).pod);
    expect(otherFlags.get("service-cluster-ip-range")).toBe("10.112.0.0/16");
    expect(otherFlags.get("advertise-address")).toBe("10.90.0.11");
  });
});
