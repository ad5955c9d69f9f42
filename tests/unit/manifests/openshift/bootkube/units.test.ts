import { bootkubeScripts } from "../../../../../manifests/openshift/bootkube/paths";
import { bootkube } from "../../../../../manifests/openshift/bootkube/bootkube";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { unitAt } from "../../rendered";

const real = bootkube(openshiftPlanOf());
const rehearsal = bootkube(openshiftPlanOf({ payload: "folder" }));

describe("the units of the scripts", () => {
  it("begin a script anew until it is through, however often and however long that takes", () => {
    for (const name of ["release-image.service", "bootkube.service"])
      for (const line of [
        "Type=oneshot",
        "RemainAfterExit=yes",
        "Restart=on-failure",
        "RestartSec=5",
        "TimeoutStartSec=infinity",
        "StartLimitIntervalSec=0",
      ])
        expect(unitAt(real, name).split("\n")).toContain(line);
  });

  it("do not begin where the bootstrap is done", () => {
    expect(unitAt(real, "bootkube.service")).toContain(
      "ConditionPathExists=!/opt/openshift/.bootkube.done\n",
    );
  });

  it("trap: take the release image in before the container runtime and the kubelet start", () => {
    expect(unitAt(real, "release-image.service")).toContain("Before=crio.service kubelet.service\n");
    expect(unitAt(real, "bootkube.service")).toContain("After=release-image.service kubelet.service\n");
  });

  it("of a rehearsal wait for the kubelet alone", () => {
    expect(rehearsal.units?.map(({ name }) => name)).toEqual(["bootkube.service"]);
    expect(unitAt(rehearsal, "bootkube.service")).toContain("After=kubelet.service\n");
  });
});

describe("the scripts", () => {
  it("trap: lie where SELinux lets systemd run them", () => {
    const scripts = real.files?.filter(({ contents }) => contents.startsWith("#!")) ?? [];
    expect(scripts.map(({ path, mode }) => [path, mode])).toEqual(
      Object.values(bootkubeScripts).map((path) => [path, 0o755]),
    );
    expect(scripts.every(({ path }) => /^\/usr\/local\/bin\/[^/]+$/.test(path))).toBe(true);
  });

  it("show no key or password as a program's argument: paths of files alone", () => {
    const text = real.files?.map(({ contents }) => contents).join("\n") ?? "";
    expect(text).not.toMatch(/--(token|password|creds|from-file|certificate-data)/);
    expect(text).toContain("--authfile /var/lib/kubelet/config.json");
  });

  it("of a rehearsal are bootkube alone", () => {
    const scripts = rehearsal.files?.filter(({ contents }) => contents.startsWith("#!")) ?? [];
    expect(scripts.map(({ path }) => path)).toEqual([bootkubeScripts.bootkube]);
  });
});
