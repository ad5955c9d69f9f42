import { startAtBoot, unitText } from "../../../../../manifests/unit-text";
import { inPlacePaths } from "../../../../../manifests/openshift/in-place/paths";
import { afterInstallUnit, afterInstallUnits } from "../../../../../manifests/openshift/in-place/units";
import { unitAt } from "../../rendered";

describe("the unit that completes the bootstrap", () => {
  const text = unitAt({ units: afterInstallUnits }, afterInstallUnit);

  it("starts with every boot until it disables itself, and again where it fails", () => {
    expect(text).toContain(unitText({ Install: startAtBoot }));
    for (const line of [
      "Type=oneshot",
      "Restart=on-failure",
      "TimeoutStartSec=infinity",
      "StartLimitIntervalSec=0",
    ])
      expect(text.split("\n")).toContain(line);
  });

  it("trap: starts after the kubelet, before which the node gets the release's own system at a boot of its own", () => {
    expect(text).toContain("After=kubelet.service\n");
  });

  it("runs a script that lies where SELinux lets systemd run it", () => {
    expect(text).toContain(`ExecStart=${inPlacePaths.script}\n`);
    expect(inPlacePaths.script).toMatch(/^\/usr\/local\/bin\/[^/]+$/);
  });
});
