import {
  coreosLibvirt,
  ocpInput,
  okdInput,
  problemsIn,
  rehearsalInput,
  wrongIn,
} from "../../../support/openshift-config";

const liveImage = { url: "https://example.com/live.iso", sha256: "3".repeat(64) };
const installed = { installationDisk: "/dev/vda", liveImage };
const snoPlus = {
  topology: "sno-plus",
  controlPlanes: 1,
  workers: 0,
  libvirt: { image: coreosLibvirt.image },
};

describe("a cluster that begins on its first control plane", () => {
  it.each([1, 3, 5])(
    "is accepted with what is installed where, of OKD and of OpenShift: %d",
    (controlPlanes) => {
      for (const input of [okdInput, ocpInput])
        expect(wrongIn(input(installed, { ...snoPlus, controlPlanes }))).toEqual([]);
    },
  );

  it("has no disk and no live image chosen for it: both are asked for, with where to look them up", () => {
    const problems = problemsIn(okdInput({}, snoPlus));
    expect(problems.map(({ where }) => where)).toEqual(["openshift.installationDisk", "openshift.liveImage"]);
    const [disk, image] = problems;
    expect(disk).toMatchObject({
      why: "whatever is on that disk is overwritten, so none is chosen for you",
      remedy: "pulumi config set --path openshift.installationDisk /dev/vda",
    });
    expect(image?.remedy).toMatch(
      /formats\.iso\.disk, then pulumi config set --path openshift\.liveImage\.url /,
    );
  });

  it.each([
    ["openshift.installationDisk", { liveImage }],
    ["openshift.liveImage", { installationDisk: "/dev/vda" }],
  ])("is refused where one of them is missing: %s", (where, given) => {
    expect(problemsIn(okdInput(given, snoPlus)).map((problem) => problem.where)).toEqual([where]);
  });

  it("lives on virtual machines: a container cannot boot a live image", () => {
    const [problem, ...others] = problemsIn(
      rehearsalInput(installed, { topology: "sno-plus", controlPlanes: 1, workers: 0 }),
    );
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      what: "topology sno-plus of okd has no rehearsal",
      where: "platform",
      value: "podman",
      remedy: "pulumi config set platform libvirt, or pulumi config set distribution kubernetes",
    });
  });

  it("has no workers, which would keep it from becoming highly available", () => {
    expect(problemsIn(okdInput(installed, { ...snoPlus, workers: 2 }))).toMatchObject([
      {
        what: "topology sno-plus of okd has no workers",
        where: "workers",
        value: 2,
        remedy: "pulumi config set workers 0, or pulumi config set topology ha",
      },
    ]);
  });
});

describe("a cluster that begins on a bootstrap machine", () => {
  it("installs nothing by a live image: each key of it is refused, with both ways out", () => {
    const problems = problemsIn(okdInput(installed));
    expect(problems.map(({ where }) => where)).toEqual(["openshift.installationDisk", "openshift.liveImage"]);
    for (const { what, where, remedy } of problems) {
      expect(what).toBe("topology ha installs nothing by a live image");
      expect(remedy).toBe(`pulumi config rm --path ${where}, or pulumi config set topology sno-plus`);
    }
  });
});

describe("a cluster of kubernetes", () => {
  it("is asked for neither, and has workers and containers as it likes", () => {
    expect(wrongIn({ topology: "sno-plus", controlPlanes: 1, workers: 2 })).toEqual([]);
  });
});
