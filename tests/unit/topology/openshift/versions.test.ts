import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  bootImageHasKubelet,
  bootImageStream,
  differences,
  minorFacts,
  minorOf,
  openshiftMinors,
} from "../../../../topology/openshift/versions";

const root = join(__dirname, "../../../..");
const table = "topology/openshift/versions.ts";

describe("the table of differences", () => {
  it.each(Object.entries(differences))(
    "says of %s why it differs, and changes something each time",
    (_, row) => {
      expect(row.why).toMatch(/^\S.{20,}[^.]$/);
      const values = Object.values(row.since).map((value) => JSON.stringify(value));
      expect(new Set(values).size).toBe(values.length);
      expect(values.length).toBeGreaterThan(1);
      expect(openshiftMinors).toEqual(expect.arrayContaining(Object.keys(row.since)));
    },
  );

  it.each(Object.keys(differences))("has %s for some file of the program to read", (name) => {
    expect(readersOf(name)).not.toEqual([]);
  });

  it("would show a row that only the table itself, or a comment, speaks of", () => {
    expect(readersOf("openshiftMinor")).toEqual([]);
  });
});

/** The program's folders, without its tests; Pulumi's sdks and what is installed are nobody's source here. */
const sources = [
  "topology",
  "pki",
  "manifests",
  "ignition",
  "components",
  "checks",
  "gates",
  "tools",
].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path)),
);

/** The program's files that use a name: the table's own file does where it is read as a property, and comments do not. */
function readersOf(name: string): readonly string[] {
  return sources.filter((path) => {
    const code = readFileSync(join(root, path), "utf8").replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
    const read = path === table ? `\\.${name}\\b` : `\\b${name}\\b`;
    return new RegExp(read).test(code);
  });
}

describe("a minor version", () => {
  it("has what the latest change up to it says", () => {
    expect(openshiftMinors.map((minor) => minorFacts(minor).kubernetesMinor)).toEqual([
      "1.31",
      "1.32",
      "1.33",
      "1.34",
      "1.35",
    ]);
    expect(openshiftMinors.map((minor) => minorFacts(minor).authApiRender)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it("of etcd 3.5 has its flags, and of etcd 3.6 those without the word experimental", () => {
    expect(minorFacts("4.21")).toMatchObject({
      etcdMaxLearnersVariable: "ETCD_EXPERIMENTAL_MAX_LEARNERS",
      initialCorruptCheck: "--experimental-initial-corrupt-check=true",
      restrictSubjectBindings: true,
      podInfraContainerImageFlag: true,
      ignitionInternalVersion: "3.4.0",
    });
    expect(minorFacts("4.22")).toEqual({
      kubernetesMinor: "1.35",
      etcdMaxLearnersVariable: "ETCD_MAX_LEARNERS",
      initialCorruptCheck: "--feature-gates=InitialCorruptCheck=true",
      bootImagesWithKubelet: [],
      authApiRender: true,
      restrictSubjectBindings: false,
      ignitionInternalVersion: "3.5.0",
      dockerRegistryTag: true,
      podInfraContainerImageFlag: false,
      firstPivotAnnotation: true,
    });
  });

  it("is found in versions of OpenShift, of OKD and before their release, and in no other", () => {
    expect(["4.18.0", "4.22.0-okd-scos.7", "4.20.0-rc.1", "4.19.12"].map(minorOf)).toEqual([
      "4.18",
      "4.22",
      "4.20",
      "4.19",
    ]);
    expect(
      ["4.17.0", "4.23.0", "5.0.0-okd-scos.ec.8", "4.180.0", "14.18.0", "4.18", ""].map(minorOf),
    ).toEqual(Array(7).fill(undefined));
  });
});

describe("the boot image", () => {
  it("has a kubelet in OpenShift 4.18 alone", () => {
    const having = openshiftMinors.flatMap((minor) =>
      (["okd", "ocp"] as const)
        .filter((each) => bootImageHasKubelet(each, minor))
        .map((each) => `${each} ${minor}`),
    );
    expect(having).toEqual(["ocp 4.18"]);
  });

  it("is named by a file of the installer, for OKD another one before there was CentOS Stream CoreOS", () => {
    expect(bootImageStream("ocp", "4.22")).toBe("rhcos.json");
    expect(bootImageStream("okd", "4.18")).toBe("fcos.json");
    expect(bootImageStream("okd", "4.19")).toBe("scos.json");
  });
});
