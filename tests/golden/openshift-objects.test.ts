import { X509Certificate } from "node:crypto";
import { objectPath } from "../../manifests/openshift/cluster-objects";
import type { OpenshiftObject } from "../../manifests/openshift/objects/object";
import { yamlText } from "../../manifests/yaml";
import { testObjects } from "../support/openshift-objects";
import { openshiftPlanOf } from "../support/openshift-plan";
import { expectGolden, type Tree } from "./golden";

const okd = openshiftPlanOf({
  mirrors: [{ source: "quay.io/okd/scos-content", mirrors: ["mirror.example.com:5000/okd/scos-content"] }],
  proxy: { httpProxy: "http://proxy:3128", httpsProxy: "http://proxy:3128", noProxy: [".svc"] },
  trustBundle: "the authorities of others\n",
});
const distributions = { okd, ocp: { ...okd, distribution: "ocp" } } as const;

/** PEM as YAML has it, indented or not. */
const pem = /-----BEGIN ([A-Z ]+)-----[^-]*-----END \1-----/g;

describe("the objects that a bootstrap makes", () => {
  const tree = treeOf(distributions.okd);

  it("are the golden ones of OKD", () => {
    expectGolden("openshift-objects/okd", tree);
  });

  it("are the golden ones of OpenShift, where they are not as OKD's", () => {
    const own = Object.entries(treeOf(distributions.ocp)).filter(([path, text]) => tree[path] !== text);
    expectGolden("openshift-objects/ocp", Object.fromEntries(own));
  });

  it("show no secret", () => {
    expect(Object.values(tree).join("\n")).not.toMatch(/-----BEGIN|bm9ib2R5OmtleQ==|\$2b\$/);
  });
});

/** A file for each kind, with its objects in the order of their own files. */
function treeOf(plan: (typeof distributions)[keyof typeof distributions]): Tree {
  const objects = [...testObjects(plan)].sort((one, other) => (objectPath(one) < objectPath(other) ? -1 : 1));
  const kinds = [...new Set(objects.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.map((kind) => [
      `${kind.toLowerCase()}.yaml`,
      objects
        .filter((object) => object.kind === kind)
        .map(shown)
        .join("---\n"),
    ]),
  );
}

/** An object with words in the place of what is secret or new at every run: keys, and what signatures make. */
function shown(object: OpenshiftObject): string {
  const { data } = object as { readonly data?: Readonly<Record<string, string>> };
  if (object.kind !== "Secret" || data === undefined) return yamlText(object).replace(pem, nameOf);
  const names = Object.keys(data).map((name) => [name, "(secret)"]);
  return yamlText({ ...object, data: Object.fromEntries(names) as object });
}

function nameOf(text: string, label: string): string {
  if (label !== "CERTIFICATE") return `(${label})`;
  return `(certificate of ${new X509Certificate(text.replace(/^ +/gm, "")).subject.replace("\n", ", ")})`;
}
