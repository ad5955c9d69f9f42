import { objectPath } from "../../../../../manifests/openshift/cluster-objects";
import { namespaceObjects } from "../../../../../manifests/openshift/objects/namespaces";
import { namespaceOf, objectNamed, testObjects } from "../../../../support/openshift-objects";

const objects = testObjects();
const labelsOf = (name: string) => objectNamed(objects, "Namespace", name).metadata.labels ?? {};
const enforce = "pod-security.kubernetes.io/enforce";

describe("the namespaces", () => {
  it("blocker 17: have run-level or pod security, and their annotations, from the moment they are made", () => {
    for (const { metadata } of namespaceObjects) {
      const labels = Object.keys(metadata.labels ?? {});
      expect({ name: metadata.name, labels }).toEqual({
        name: metadata.name,
        labels: expect.arrayContaining([expect.stringMatching(/run-level$|enforce$/)]) as unknown,
      });
      expect(metadata.annotations).toEqual({
        "openshift.io/node-selector": "",
        "workload.openshift.io/allowed": "management",
      });
    }
  });

  it("blocker 17: come before everything that is in them", () => {
    const paths = objects.map(objectPath).sort();
    expect(paths.slice(0, namespaceObjects.length)).toEqual(
      expect.arrayContaining(namespaceObjects.map(objectPath)),
    );
  });

  it.each([
    "openshift-etcd",
    "openshift-kube-apiserver",
    "openshift-kube-apiserver-operator",
    "openshift-kube-controller-manager",
    "openshift-kube-controller-manager-operator",
    "openshift-kube-scheduler",
  ])("blocker 17: keep SCC admission from the pods of %s", (name) => {
    expect(labelsOf(name)["openshift.io/run-level"]).toBe("0");
  });

  it.each([
    "openshift-etcd",
    "openshift-kube-apiserver",
    "openshift-kube-controller-manager",
    "openshift-kube-scheduler",
    "openshift-cluster-version",
    "openshift-machine-config-operator",
    "openshift-infra",
  ])("blocker 17: let pods of %s have what they need of the machine", (name) => {
    expect(labelsOf(name)[enforce]).toBe("privileged");
  });

  it.each(["openshift-config", "openshift-config-managed"])("blocker 17: let no such pod into %s", (name) => {
    expect(labelsOf(name)[enforce]).toBe("restricted");
  });

  it("have the same level in all three modes of pod security", () => {
    for (const { metadata } of namespaceObjects) {
      const { labels = {} } = metadata;
      const levels = ["enforce", "audit", "warn"].map((mode) => labels[`pod-security.kubernetes.io/${mode}`]);
      expect(new Set(levels).size).toBe(1);
    }
  });

  it("are there for every object, but for the one that the API server makes itself", () => {
    const used = new Set(objects.map(namespaceOf).filter((name) => name !== ""));
    const made = namespaceObjects.map(({ metadata }) => metadata.name);
    expect([...used].filter((name) => !made.includes(name))).toEqual(["kube-system"]);
  });
});
