import { etcdBootstrapMember, etcdMemberFiles } from "../../../../../manifests/openshift/static-pods/etcd";
import { openshiftMinors } from "../../../../../topology/openshift/versions";
import { openshiftTestBundle } from "../../../../support/openshift-keys";
import { inPlacePlanOf, openshiftPlanOf } from "../../../../support/openshift-plan";
import { podOf } from "../../rendered";
import { containerOf, environmentIn, flagsIn } from "../bootstrap-rendered";

const plan = openshiftPlanOf();
const address = plan.bootstrap.address;
const pod = podOf(etcdBootstrapMember(plan).yaml);
const etcd = containerOf(pod, "etcd");
const flags = flagsIn(etcd);
const environment = environmentIn(etcd);

/** The member of the given minor version. */
function memberOf(minor: (typeof openshiftMinors)[number]) {
  const release = { ...plan.openshift.release, minor };
  return containerOf(podOf(etcdBootstrapMember(openshiftPlanOf({ release })).yaml), "etcd");
}

describe("the bootstrap machine's member of etcd", () => {
  it("blocker 4: has the one name by which the operator removes it in the end", () => {
    expect(environment.get("ETCD_NAME")).toBe("etcd-bootstrap");
  });

  it("stands where the Service of etcd finds it", () => {
    expect(pod.metadata).toMatchObject({
      name: "etcd-bootstrap-member",
      namespace: "openshift-etcd",
      labels: { "k8s-app": "etcd" },
    });
  });

  it("starts a cluster of its own: no flag names other members", () => {
    expect([...flags.keys()].filter((name) => name.startsWith("initial-"))).toEqual([
      "initial-advertise-peer-urls",
    ]);
    expect(flags.get("initial-advertise-peer-urls")).toBe(`https://${address}:2380`);
  });

  it("listens on every address, as its clients dial loopback and the control planes its own", () => {
    expect(flags.get("listen-client-urls")).toBe("https://0.0.0.0:2379");
    expect(flags.get("listen-peer-urls")).toBe("https://0.0.0.0:2380");
    expect(flags.get("listen-metrics-urls")).toBe("https://0.0.0.0:9978");
    expect(flags.get("advertise-client-urls")).toBe(`https://${address}:2379`);
  });

  it("demands a certificate of clients and peers, and has one authority for both", () => {
    expect(flags.get("client-cert-auth")).toBe("true");
    expect(flags.get("peer-client-cert-auth")).toBe("true");
    expect(flags.get("trusted-ca-file")).toBe(flags.get("peer-trusted-ca-file"));
  });

  it("is given no variable whose flag it is given too, at which etcd ends", () => {
    const variables = [...flags.keys()].map((name) => `ETCD_${name.toUpperCase().replaceAll("-", "_")}`);
    expect(variables.filter((name) => environment.has(name))).toEqual([]);
  });

  it("lets as many learners in as there are control planes", () => {
    const planes = String(plan.controlPlanes.length);
    expect(environmentIn(memberOf("4.21")).get("ETCD_EXPERIMENTAL_MAX_LEARNERS")).toBe(planes);
    expect(environmentIn(memberOf("4.22")).get("ETCD_MAX_LEARNERS")).toBe(planes);
  });

  it("lets in place as many in as it begins with, so that a cluster which is to grow begins like any other", () => {
    const text = (controlPlanes: number) => etcdBootstrapMember(inPlacePlanOf({}, { controlPlanes })).yaml;
    expect(text(3)).toBe(text(1));
  });

  it.each(openshiftMinors)(
    "compares its data with the others' before it serves, in the words of %s",
    (minor) => {
      const has = (name: string, value: string) => flagsIn(memberOf(minor)).get(name) === value;
      const old = has("experimental-initial-corrupt-check", "true");
      const gate = has("feature-gates", "InitialCorruptCheck=true");
      expect([old, gate]).toEqual(minor === "4.22" ? [false, true] : [true, false]);
    },
  );

  it("gives whoever enters the container an etcdctl that needs no flags", () => {
    expect(environment.get("ETCDCTL_ENDPOINTS")).toBe(`https://${address}:2379`);
    expect(environment.get("ETCDCTL_CACERT")).toBe(flags.get("trusted-ca-file"));
    expect(environment.get("ETCDCTL_CERT")).toBe(flags.get("peer-cert-file"));
  });

  it("writes its reasons above its flags", () => {
    expect(etcdBootstrapMember(plan).yaml).toMatch(/ # with the member's name.*\n +- --initial-advertise/);
  });
});

describe("the files of the member", () => {
  const directory = "/etc/kubernetes/static-pod-resources/etcd-member";

  it("have the names that the operator's own render gives them (1.3)", () => {
    expect(etcdMemberFiles(plan, openshiftTestBundle(plan)).map(({ path }) => path)).toEqual([
      `${directory}/ca.crt`,
      `${directory}/etcd-all-certs/etcd-serving-bootstrap.crt`,
      `${directory}/etcd-all-certs/etcd-serving-bootstrap.key`,
      `${directory}/etcd-all-certs/etcd-peer-bootstrap.crt`,
      `${directory}/etcd-all-certs/etcd-peer-bootstrap.key`,
    ]);
  });

  it("are of the signer that the operator is given", () => {
    const bundle = openshiftTestBundle(plan);
    expect(etcdMemberFiles(plan, bundle)[0]?.contents).toBe(bundle.authorities["etcd-signer"].certificatePem);
  });
});
