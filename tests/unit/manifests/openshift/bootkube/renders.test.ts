import { renderInputs } from "../../../../../manifests/openshift/bootkube/render-inputs";
import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { crd, fake, fakeMachine, type FakeMachine, manifest } from "./fake-machine";
import { podman } from "./podman";

const plan = openshiftPlanOf();
const { image, version } = plan.openshift.release;
const script = bootkubeScript(plan);
const tags = [
  "release",
  "cluster-config-api",
  "cluster-authentication-operator",
  "machine-config-operator",
  "cluster-etcd-operator",
];

/** The cluster's objects by file; what the operator reads is told from the rest by what it is, not by its file's name. */
const objects: Readonly<Record<string, string>> = {
  "10-infrastructure.status.yaml": manifest("config.openshift.io/v1", "Infrastructure", "cluster"),
  "11-network.yaml": manifest("config.openshift.io/v1", "Network", "cluster", "spec: {}\n"),
  "12-operator-network.yaml": manifest("operator.openshift.io/v1", "Network", "cluster"),
  "13-dns.yaml": manifest("config.openshift.io/v1", "DNS", "cluster"),
  "14-proxy.yaml": manifest("config.openshift.io/v1", "Proxy", "cluster"),
  "15-config.yaml": manifest("v1", "ConfigMap", "cluster-config-v1", "  namespace: kube-system\n"),
  "16-pull-secret.yaml": manifest("v1", "Secret", "pull-secret", "  namespace: openshift-config\n"),
  "17-other-secret.yaml": manifest("v1", "Secret", "pull-secret-of-others"),
};

function machine(more: Readonly<Record<string, string>> = {}): FakeMachine {
  const made = fakeMachine({ podman });
  for (const [name, text] of Object.entries({ ...objects, ...more }))
    made.write(`/opt/openshift/manifests/${name}`, text);
  made.write("/opt/openshift/release/images", tags.map((tag) => `${tag}=registry/${tag}\n`).join(""));
  made.write("/opt/openshift/release/image-references", '{"kind":"ImageStream"}\n');
  made.write("/opt/openshift/tls/root-ca.crt", "the root\n");
  made.write("/opt/openshift/auth/kubeconfig", "the administrator's\n");
  made.write(
    "/etc/kubernetes/bootstrap-secrets/kube-apiserver-complete-client-ca-bundle.crt",
    "all clients\n",
  );
  made.write(`${fake}/crds/infrastructures.yaml`, crd("config.openshift.io", "Infrastructure"));
  made.write(`${fake}/crds/feature-gate.yaml`, manifest("config.openshift.io/v1", "FeatureGate", "x"));
  made.write(`${fake}/version-crds/clusterversions.yaml`, crd("config.openshift.io", "ClusterVersion"));
  made.write(`${fake}/version-crds/deployment.yaml`, manifest("apps/v1", "Deployment", "version"));
  made.write(`${fake}/auth-crds/rbr.yaml`, crd("authorization.openshift.io", "RoleBindingRestriction"));
  return made;
}

const upTo = (...stages: readonly string[]) => stages.map((stage) => `run_stage ${stage} 60`).join("; ");
const rendered = upTo("api-render", "version-render", "auth-api-render", "machine-configs");
const podmanCall = (made: FakeMachine, tag: string) =>
  made
    .read(`${fake}/podman`)
    .split("\n")
    .find((call) => call.includes(`registry/${tag}`)) ?? "";

describe("the render of CRDs and feature gates", () => {
  const made = machine();
  const run = made.run(script, rendered);

  it("is told the profile and the version", () => {
    expect(run.status).toBe(0);
    expect(podmanCall(made, "cluster-config-api")).toMatch(
      new RegExp(
        "/usr/bin/render --asset-output-dir=/assets/api-bootstrap --rendered-manifest-dir=/assets/manifests " +
          `--cluster-profile=self-managed-high-availability --payload-version=${version}$`,
      ),
    );
  });

  it("gives the CRDs, and of what else lies beside them nothing", () => {
    expect(made.list("/opt/openshift/release/crds")).toEqual([
      "clusterversions.yaml",
      "infrastructures.yaml",
      "rbr.yaml",
    ]);
  });

  it("trap: has the version operator give the CRDs of its own kinds, which no other program of the release has", () => {
    expect(podmanCall(made, "release")).toMatch(
      `render --output-dir=/assets/version-bootstrap --release-image=${image} --feature-gate-manifest-path=/assets/manifests/feature-gate.yaml`,
    );
    expect(podmanCall(made, "release")).toContain("--env CLUSTER_PROFILE=self-managed-high-availability");
  });

  it("blocker 1: gives the feature gates with a status of this version", () => {
    expect(made.read("/opt/openshift/release/feature-gate.yaml")).toContain(`version: ${version}`);
  });

  it("leaves the cluster's objects as they are", () => {
    for (const [name, text] of Object.entries(objects))
      expect(made.read(`/opt/openshift/manifests/${name}`)).toBe(text);
  });
});

describe("the machine config operator's render", () => {
  const made = machine();
  const run = made.run(script, rendered);
  const inputs = `${fake}/inputs/machine-config-operator`;

  it("is told all that it must be told (facts: 6.2)", () => {
    expect(run.status).toBe(0);
    const words = podmanCall(made, "machine-config-operator").split("registry/machine-config-operator ")[1];
    expect(words?.split(" ")).toEqual([
      "bootstrap",
      "--root-ca=/assets/tls/root-ca.crt",
      "--kube-ca=/assets/tls/kube-apiserver-complete-client-ca-bundle.crt",
      "--config-file=/assets/manifests/cluster-config.yaml",
      "--dest-dir=/assets/mco-bootstrap",
      "--pull-secret=/assets/manifests/openshift-config-secret-pull-secret.yaml",
      `--release-image=${image}`,
      "--image-references=/assets/image-references",
      `--payload-version=${version}`,
    ]);
  });

  it.each(
    renderInputs.filter(({ presence }) => presence === "always").map((input) => [input.kind, input] as const),
  )("blocker 16: reads the %s that goes into the cluster", (_, { apiVersion, kind, name, file }) => {
    const own = Object.values(objects).filter((text) =>
      text.startsWith(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`),
    );
    expect(own).toHaveLength(1);
    expect(made.read(`${inputs}/manifests/${file}`)).toBe(own[0]);
  });

  it("blocker 16: reads the authorities that the API server and the cluster's objects have", () => {
    const told = (flag: string) => {
      const call = podmanCall(made, "machine-config-operator");
      const [, path = "(not told)"] = new RegExp(`--${flag}=/assets/(\\S+)`).exec(call) ?? [];
      return made.read(`${inputs}/${path}`);
    };
    expect([told("root-ca"), told("kube-ca")]).toEqual(["the root\n", "all clients\n"]);
  });

  it("reads further authorities where the cluster has some", () => {
    const bundle = manifest("v1", "ConfigMap", "user-ca-bundle", "  namespace: openshift-config\n");
    const trusting = machine({ "20-trust.yaml": bundle });
    expect(trusting.run(script, rendered).status).toBe(0);
    expect(trusting.read(`${inputs}/manifests/user-ca-bundle-config.yaml`)).toBe(bundle);
    expect(made.list(`${inputs}/manifests`)).not.toContain("user-ca-bundle-config.yaml");
  });

  it("blocker 16: leaves to the machine config controller the very objects, with the feature gates' status", () => {
    expect(made.list("/etc/mcc/bootstrap")).toEqual([
      ...Object.keys(objects),
      "controllerconfig.yaml",
      "feature-gate.yaml",
      "image-references",
    ]);
    for (const [name, text] of Object.entries(objects))
      expect(made.read(`/etc/mcc/bootstrap/${name}`)).toBe(text);
    expect(made.read("/etc/mcc/bootstrap/feature-gate.yaml")).toContain(`version: ${version}`);
  });

  it("gives the objects by which machines may ask for their certificates to the cluster", () => {
    expect(made.list("/opt/openshift/release/manifests")).toEqual(["csr-bootstrap-role-binding.yaml"]);
  });

  it("is not begun where an object is missing, and says which", () => {
    const lacking = machine({ "13-dns.yaml": "apiVersion: v1\n" });
    expect(lacking.run(script, rendered).status).toBe(1);
    expect(lacking.report().find(({ result }) => result === "failed")?.lastError).toMatch(
      /^no file in \S+ has the DNS cluster$/,
    );
  });

  it("is not begun where an object is there twice", () => {
    const doubtful = machine({ "13-second.yaml": objects["13-dns.yaml"] ?? "" });
    expect(doubtful.run(script, rendered).status).toBe(1);
    expect(doubtful.report().find(({ result }) => result === "failed")?.lastError).toMatch(
      /13-dns.yaml and \S+13-second.yaml have the DNS cluster$/,
    );
  });
});

describe("a render that fails", () => {
  it("is begun anew from an empty folder, and what it said is in the report", () => {
    const made = machine();
    made.write(`${fake}/fails/machine-config-operator`, "Failed to find coredns in image references\n");
    const { status, said } = made.run(script, rendered);
    expect({ status, said }).toEqual({
      status: 0,
      said: expect.stringContaining("render: Failed to find coredns in image references") as string,
    });
  });
});

describe("the wait for the etcd operator", () => {
  it("shows its program the kubeconfig and nothing else", () => {
    const made = machine();
    expect(made.run(script, upTo("etcd-operator")).status).toBe(0);
    expect(podmanCall(made, "cluster-etcd-operator")).toMatch(
      /\/usr\/bin\/cluster-etcd-operator wait-for-ceo --kubeconfig=\/assets\/kubeconfig$/,
    );
    expect(made.list(`${fake}/inputs/cluster-etcd-operator`)).toEqual(["kubeconfig"]);
  });
});
