import {
  bootImageHasKubelet,
  bootImageStream,
  differences,
  minorFacts,
  minorOf,
  openshiftMinors,
} from "../../../../topology/openshift/versions";

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
});

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
      csrControllerSeed: "cluster-kube-apiserver-operator",
    });
    expect(minorFacts("4.22")).toEqual({
      kubernetesMinor: "1.35",
      etcdMaxLearnersVariable: "ETCD_MAX_LEARNERS",
      initialCorruptCheck: "--feature-gates=InitialCorruptCheck=true",
      bootImagesWithKubelet: [],
      authApiRender: true,
      csrControllerSeed: "cluster-kube-controller-manager-operator",
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
