import { allFiles } from "../../../../ignition/given";
import { ignitionConfig, nodeIgnition } from "../../../../ignition/node";
import { openshiftBootstrapFiles } from "../../../../ignition/openshift/bootstrap";
import { validate } from "../../../../ignition/validate";
import { bootkubePaths } from "../../../../manifests/openshift/bootkube/paths";
import { bootstrapPods } from "../../../../manifests/openshift/static-pods";
import { objectFiles } from "../../../../manifests/openshift/cluster-objects";
import { openshiftTestBundle } from "../../../support/openshift-keys";
import { testOwnerSecrets } from "../../../support/openshift-objects";
import { openshiftPlanOf } from "../../../support/openshift-plan";
import { fileAt, unitAt } from "../../manifests/rendered";

const proxy = { httpProxy: "http://p:1", httpsProxy: "http://p:1", noProxy: [".svc"] };
const mirrors = [{ source: "quay.io/okd", mirrors: ["mirror.example.com/okd"] }];
const virtual = { platform: "libvirt" } as const;
const plan = openshiftPlanOf({ mirrors, proxy, trustBundle: "PEM\n" }, virtual);
const bundle = openshiftTestBundle(plan);
const real = openshiftBootstrapFiles(plan, bundle, testOwnerSecrets);
const rehearsalPlan = openshiftPlanOf({ payload: "folder" });
const rehearsal = openshiftBootstrapFiles(
  rehearsalPlan,
  openshiftTestBundle(rehearsalPlan),
  testOwnerSecrets,
);
const flavours = [
  ["the bootstrap machine", plan, real],
  ["the bootstrap machine of a rehearsal", rehearsalPlan, rehearsal],
] as const;

const modeOf = (path: string) => fileAt(real, path).mode.toString(8);

/** The largest config that the firmware's channel carries in seconds (facts: openshift-hard-way.md, 7.7). */
const channelLimit = 300 * 1024;

describe.each(flavours)("%s", (_name, of, files) => {
  const config = ignitionConfig(files);
  const paths = config.storage.files.map(({ path }) => path);

  it("trap: has no path twice, which Ignition would refuse", () => {
    const all = [...paths, ...config.storage.directories.map(({ path }) => path)];
    expect(all.filter((path, index) => all.indexOf(path) !== index)).toEqual([]);
  });

  it("has a config that is fit to boot from", () => {
    expect(validate(config, of.platform)).toEqual([]);
    expect(() => nodeIgnition(files, { machine: "bootstrap", platform: of.platform })).not.toThrow();
  });

  it("trap: has nothing of the release in it, which would be megabytes, and is small", () => {
    const packed = nodeIgnition(files, { machine: "bootstrap", platform: of.platform });
    expect(packed.length).toBeLessThan(channelLimit);
    expect(allFiles(files).filter(({ contents }) => contents.includes("CustomResourceDefinition\n"))).toEqual(
      [],
    );
    expect(paths.filter((path) => path.startsWith(bootkubePaths.release))).toEqual([]);
  });

  it("has every object of the cluster, as others render it", () => {
    const objects = objectFiles(of, openshiftTestBundle(of), testOwnerSecrets);
    expect(objects.length).toBeGreaterThan(80);
    for (const object of objects) expect(fileAt(files, object.path)).toEqual(object);
  });

  it("has its static pods where bootkube looks for them, and none where the kubelet would start it at once", () => {
    const templates = paths.filter((path) => path.startsWith(`${bootkubePaths.podTemplates}/`));
    expect(templates).toEqual(
      bootstrapPods(of).map(({ fileName }) => `${bootkubePaths.podTemplates}/${fileName}`),
    );
    expect(paths.filter((path) => path.startsWith("/etc/kubernetes/manifests/"))).toEqual([]);
  });

  it("has every kubeconfig that bootkube uses", () => {
    for (const name of ["kubeconfig", "kubeconfig-loopback"])
      expect(fileAt(files, `/opt/openshift/auth/${name}`).mode).toBe(0o600);
  });

  it("trap: has a kubelet that knows no API", () => {
    expect(unitAt(files, "kubelet.service")).not.toContain("kubeconfig");
  });
});

describe("the modes of files (facts: 7.2)", () => {
  it.each([
    ["755", "/usr/local/bin/bootkube.sh"],
    ["755", "/usr/local/bin/release-image.sh"],
    ["755", "/usr/local/bin/node-image-pull.sh"],
    ["755", "/etc/systemd/system-generators/hardway-node-image"],
    ["644", "/etc/containers/registries.conf.d/10-mirrors.conf"],
    ["644", "/opt/openshift/bootstrap-manifests/kube-apiserver-pod.yaml"],
    ["600", "/opt/openshift/auth/kubeconfig"],
    ["600", "/etc/kubernetes/kubeconfig"],
    ["600", "/etc/mcs/kubeconfig"],
    ["600", "/etc/ssl/mcs/tls.key"],
    ["644", "/etc/ssl/mcs/tls.crt"],
    ["644", "/opt/openshift/tls/root-ca.crt"],
    ["600", "/var/lib/kubelet/config.json"],
    ["600", "/etc/NetworkManager/system-connections/hardway.nmconnection"],
    ["644", "/etc/hostname"],
  ])("%s %s", (mode, path) => {
    expect(modeOf(path)).toBe(mode);
  });

  it("are 0600 for every Secret and every key", () => {
    const open = allFiles(real).filter(({ mode }) => mode !== 0o600);
    expect(open.filter(({ contents }) => /^kind: Secret$|PRIVATE KEY/m.test(contents))).toEqual([]);
  });

  it("are 0700 for the directory of the pods' keys", () => {
    const directory = real.directories.find(({ path }) => path === bootkubePaths.secrets);
    expect(directory).toMatchObject({ mode: 0o700, owner: "root" });
  });
});

describe("what only CoreOS is given", () => {
  it("is the owner's keys to log in with", () => {
    expect(ignitionConfig(real).passwd?.users).toEqual([
      { name: "core", sshAuthorizedKeys: plan.openshift.sshKeys },
    ]);
    expect(ignitionConfig(rehearsal).passwd).toBeUndefined();
  });

  it("is how to reach registries and the world", () => {
    const paths = real.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "/var/lib/kubelet/config.json",
        "/etc/crio/crio.conf.d/10-pull-secret.conf",
        "/etc/pki/ca-trust/source/anchors/hardway.crt",
        "/etc/systemd/system.conf.d/10-proxy.conf",
      ]),
    );
    expect(rehearsal.files.filter(({ path }) => /crio|pki|system.conf|NetworkManager/.test(path))).toEqual(
      [],
    );
  });

  it("is the way to its programs, and nothing that updates it meanwhile", () => {
    const units = real.units.map(({ name }) => name);
    expect(units.sort()).toEqual([
      "bootkube.service",
      "crio.service",
      "kubelet.service",
      "release-image.service",
      "zincati.service",
    ]);
  });
});

describe("the keys of signers", () => {
  it("are on the machine where a pod signs with them or an object seeds an operator, and not for everybody", () => {
    const files = allFiles(real);
    const inClear = files.filter(({ contents }) =>
      contents.includes(bundle.authorities["kubelet-signer"].keyPem),
    );
    expect(inClear.every(({ mode }) => mode === 0o600)).toBe(true);
  });
});
