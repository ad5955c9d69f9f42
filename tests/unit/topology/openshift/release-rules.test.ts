import {
  ocpInput,
  okdInput,
  okdRelease,
  problemsIn,
  rehearsalInput,
  wrongIn,
} from "../../../support/openshift-config";

describe("the version", () => {
  it.each(["4.17.0-okd-scos.0", "4.23.0-okd-scos.1", "5.0.0-okd-scos.ec.8"])(
    "%s is refused with those that are known, as its differences are not",
    (version) => {
      const [problem, ...others] = problemsIn(okdInput({ version }));
      expect(others).toEqual([]);
      expect(problem).toMatchObject({
        what: `the version ${version} is not known`,
        where: "openshift.version",
        remedy: "choose a version of 4.18, 4.19, 4.20, 4.21, 4.22, such as 4.22.0-okd-scos.7",
      });
    },
  );

  it("is asked for", () => {
    const [problem] = problemsIn(okdInput({ version: undefined }));
    expect(problem).toMatchObject({ what: "the version is missing", where: "openshift.version" });
    expect(problem?.remedy).toMatch(/^pulumi config set --path openshift\.version 4\.22\.0-okd-scos\.7,/);
  });

  it("is one of the distribution's own", () => {
    expect(wrongIn(okdInput({ version: "4.19.3" }))).toEqual([
      "openshift.version: 4.19.3 is no version of OKD",
    ]);
    expect(wrongIn(ocpInput({ version: "4.19.0-okd-scos.1" }))).toEqual([
      "openshift.version: 4.19.0-okd-scos.1 is no version of OpenShift",
    ]);
    expect(wrongIn(ocpInput({ version: "4.20.0-rc.1" }))).toEqual([]);
  });

  it("of a rehearsal is that of either, as no release is called by it", () => {
    expect(wrongIn(rehearsalInput({ version: "4.20.0" }))).toEqual([]);
    expect(wrongIn(rehearsalInput({ version: "4.17.0" }))).toEqual([
      "openshift.version: the version 4.17.0 is not known",
    ]);
  });
});

describe("the release image", () => {
  it("is asked for by its digest, with the command that sets it and the one that shows it", () => {
    expect(problemsIn(okdInput({ release: undefined }))).toEqual([
      {
        what: "the release image is missing",
        where: "openshift.release",
        value: undefined,
        why: "all other images are named by it, and only its digest says which one it is, today and tomorrow",
        remedy:
          "pulumi config set --path openshift.release quay.io/okd/scos-release@sha256:…, with the digest that oc adm release info quay.io/okd/scos-release:4.19.0-okd-scos.1 shows",
      },
    ]);
    expect(problemsIn(ocpInput({ release: undefined }))[0]?.remedy).toContain(
      "quay.io/openshift-release-dev/ocp-release:4.18.0-x86_64 shows",
    );
  });

  it.each(["quay.io/okd/scos-release:4.19.0-okd-scos.1", `${okdRelease}0`, okdRelease.slice(0, -1)])(
    "is refused without a whole digest: %s",
    (release) => {
      const [problem, ...others] = problemsIn(okdInput({ release }));
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ where: "openshift.release", value: release });
      expect(problem?.remedy).toMatch(/^pulumi config set --path openshift\.release \S+@sha256:…/);
    },
  );

  it("is none of a rehearsal", () => {
    expect(wrongIn(rehearsalInput({ release: okdRelease }))).toEqual([
      "openshift.release: a rehearsal has no release image",
    ]);
  });
});

describe("what machines run", () => {
  it("is the release's on virtual machines, and a folder's on system containers", () => {
    expect(wrongIn(okdInput())).toEqual([]);
    expect(wrongIn(rehearsalInput())).toEqual([]);
    expect(
      wrongIn(rehearsalInput({ payload: "image", release: okdRelease, version: "4.19.0-okd-scos.1" })),
    ).toEqual(["openshift.payload: platform podman has rehearsals of okd alone"]);
    expect(wrongIn(okdInput({ payload: "folder", release: undefined }))).toEqual([
      "openshift.payload: platform libvirt has no rehearsals",
    ]);
  });
});

describe("mirrors", () => {
  it("are one list for a source", () => {
    const list = (source: string) => ({ source, mirrors: ["mirror.example.com/a"] });
    expect(wrongIn(okdInput({ mirrors: [list("quay.io/okd"), list("quay.io/a")] }))).toEqual([]);
    expect(
      wrongIn(okdInput({ mirrors: [list("quay.io/okd"), list("quay.io/a"), list("quay.io/okd")] })),
    ).toEqual(["openshift.mirrors[2]: quay.io/okd has its mirrors listed twice"]);
  });

  it.each([
    ["openshift.mirrors[0].mirrors[0]", [{ source: "quay.io/okd", mirrors: ["https://mirror.example.com"] }]],
    ["openshift.mirrors[0].source", [{ source: "quay.io/okd:4.19", mirrors: ["mirror.example.com"] }]],
    ["openshift.mirrors[0].mirrors", [{ source: "quay.io/okd", mirrors: [] }]],
    ["openshift.mirrors", "mirror.example.com"],
  ])("are refused at %s where they are malformed", (where, mirrors) => {
    expect(problemsIn(okdInput({ mirrors })).map((problem) => problem.where)).toEqual([where]);
  });
});

describe("the proxy", () => {
  const proxy = { httpProxy: "http://proxy.example.com:3128", httpsProxy: "http://proxy.example.com:3128" };

  it("is refused without a scheme", () => {
    expect(problemsIn(okdInput({ proxy: { ...proxy, httpsProxy: "proxy.example.com:3128" } }))).toMatchObject(
      [{ where: "openshift.proxy.httpsProxy", value: "proxy.example.com:3128" }],
    );
  });

  it("is refused with credentials, which the refusal does not show", () => {
    const httpProxy = "http://user:hunter2@proxy.example.com:3128";
    const problems = problemsIn(okdInput({ proxy: { ...proxy, httpProxy } }));
    expect(problems).toMatchObject([
      { where: "openshift.proxy.httpProxy", value: "http://***@proxy.example.com:3128" },
    ]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});
