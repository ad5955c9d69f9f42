import { parse } from "yaml";
import { objectFile, objectFiles, objectPath } from "../../../../manifests/openshift/cluster-objects";
import { infrastructure } from "../../../../manifests/openshift/objects/infrastructure";
import { issueOpenshift } from "../../../../pki/openshift";
import { testTime } from "../../../support/keys";
import { openshiftTestKeys } from "../../../support/openshift-keys";
import {
  clear,
  namespaceOf,
  objectsOf,
  testObjects,
  testOwnerSecrets,
} from "../../../support/openshift-objects";
import { openshiftPlanOf } from "../../../support/openshift-plan";

const plan = openshiftPlanOf({ mirrors: [{ source: "quay.io/okd", mirrors: ["mirror.example.com/okd"] }] });
const bundle = issueOpenshift(plan, openshiftTestKeys(plan), testTime);
const objects = testObjects(plan, bundle);
const files = objectFiles(plan, bundle, testOwnerSecrets);

describe("the objects of a bootstrap", () => {
  it("are each there once", () => {
    const names = objects.map((object) => `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("blocker 12: have everything that CVO would else make empty and nobody would fill", () => {
    const kinds = new Set(objects.map(({ kind }) => kind));
    for (const kind of ["Infrastructure", "Network", "DNS", "Ingress", "Proxy", "Scheduler"] as const)
      expect(kinds).toContain(kind);
  });

  it("have private keys in Secrets alone", () => {
    const others = objects.filter(({ kind }) => kind !== "Secret").map((object) => JSON.stringify(object));
    const encoded = Buffer.from("PRIVATE KEY").toString("base64").slice(0, 12);
    expect(others.filter((text) => text.includes("PRIVATE KEY") || text.includes(encoded))).toEqual([]);
    expect(
      objectsOf(objects, "Secret").some((each) => JSON.stringify(clear(each)).includes("PRIVATE KEY")),
    ).toBe(true);
  });

  it("name no image: those come from the release, which the program never reads", () => {
    expect(JSON.stringify(objects)).not.toMatch(/release-image:\/\//);
  });
});

describe("their files", () => {
  it("are one for each object, none in another's place", () => {
    expect(files).toHaveLength(objects.length);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  });

  it("say what is in them by their names", () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "/opt/openshift/manifests/00-namespace-openshift-etcd.yaml",
        "/opt/openshift/manifests/40-secret-openshift-config-pull-secret.yaml",
        "/opt/openshift/manifests/30-clusterrole-system-openshift-scc-anyuid.yaml",
      ]),
    );
    expect(files.filter(({ path }) => !/^\/opt\/openshift\/manifests\/[a-z0-9.-]+$/.test(path))).toEqual([]);
  });

  it("defect 2 of 4.2: end in .status.yaml exactly where the object has a status", () => {
    for (const { path, contents } of files)
      expect([path, path.endsWith(".status.yaml")]).toEqual([path, "status" in (parse(contents) as object)]);
    expect(files.filter(({ path }) => path.endsWith(".status.yaml")).map(({ path }) => path)).toEqual([
      "/opt/openshift/manifests/11-infrastructure-cluster.status.yaml",
      "/opt/openshift/manifests/14-ingress-cluster.status.yaml",
    ]);
  });

  it("are root's alone where their content is nobody else's", () => {
    for (const { path, mode } of files)
      expect([path, mode]).toEqual([path, /-(secret|proxy)-/.test(path) ? 0o600 : 0o644]);
  });

  it("are the same at every rendering", () => {
    expect(objectFiles(plan, bundle, testOwnerSecrets)).toEqual(files);
  });

  it("hold the object and nothing else", () => {
    const object = infrastructure(plan);
    expect(parse(objectFile(object).contents)).toEqual(object);
    expect(objectFile(object).path).toBe(objectPath(object));
  });
});
