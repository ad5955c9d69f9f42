import { spawnSync } from "node:child_process";
import { readlinkSync } from "node:fs";
import { nodeImage } from "../../../../../manifests/openshift/coreos/node-image";
import type { OpenshiftMinor } from "../../../../../topology/openshift/versions";
import { inPlacePlanOf, openshiftPlanOf } from "../../../../support/openshift-plan";
import { temporaryFolder } from "../../../../support/temporary-folder";
import { fileAt } from "../../rendered";

const okd = openshiftPlanOf();
const planOf = (distribution: "okd" | "ocp", minor: OpenshiftMinor) => ({
  ...okd,
  distribution,
  openshift: { ...okd.openshift, release: { ...okd.openshift.release, minor } },
});
const part = nodeImage(okd);
const unit = (name: string) => fileAt(part, `/etc/systemd/system/${name}`).contents;
const pull = fileAt(part, "/usr/local/bin/node-image-pull.sh").contents;

describe("a boot image without a kubelet", () => {
  it.each([
    ["ocp", "4.18", false],
    ["ocp", "4.19", true],
    ["okd", "4.18", true],
    ["okd", "4.22", true],
  ] as const)("is that of %s %s: %s", (distribution, minor, lacks) => {
    expect(nodeImage(planOf(distribution, minor)).files !== undefined).toBe(lacks);
  });

  it("takes the programs of the image that the release names for it", () => {
    expect(pull).toContain("s|^stream-coreos=||p");
    expect(fileAt(nodeImage(planOf("ocp", "4.20")), "/usr/local/bin/node-image-pull.sh").contents).toContain(
      "s|^rhel-coreos=||p",
    );
  });

  it("does so after the release image has been read, and before anything else of the boot", () => {
    expect(unit("node-image-pull.service")).toContain("Requires=release-image.service\n");
    expect(unit("node-image-overlay.service")).toContain("After=node-image-pull.service\n");
    expect(unit("node-image-finish.service")).toContain("After=node-image-overlay.service\n");
    expect(unit("node-image-finish.service")).toContain("isolate multi-user.target\n");
  });

  it("keeps what Ignition wrote: files of /etc that are the machine's own are left out of the copy", () => {
    const overlay = fileAt(part, "/usr/local/bin/node-image-overlay.sh").contents;
    expect(overlay).toMatch(/ostree admin config-diff .*\n.*rsync --archive --exclude-from=- /);
    expect(overlay.trimEnd().split("\n").at(-1)).toBe("semodule -R");
  });

  it("trap: takes it into memory where the system is a live one, whose own repository is read-only", () => {
    const live = nodeImage(inPlacePlanOf());
    const script = fileAt(live, "/usr/local/bin/node-image-pull.sh").contents;
    expect(script).not.toMatch(/\/sysroot|\/ostree\/repo|checkout .* -H /);
    expect(script).toContain("ostree init --repo /var/node-image/repo --mode bare\n");
    expect(script.trimEnd().split("\n").at(-1)).toBe("rm -rf /var/node-image/repo");
    expect(fileAt(live, "/usr/local/bin/node-image-overlay.sh").contents).toMatch(
      /mount -o bind,ro \/etc .*\n.*\nostree admin config-diff /,
    );
    expect(pull).toContain("mount -o remount,rw /sysroot\n");
  });

  it("shows the pull secret as a file", () => {
    expect(pull).toContain("--authfile /var/lib/kubelet/config.json");
  });

  it("boots into its own target where it has no kubelet, by a generator that runs at every boot", () => {
    const folder = temporaryFolder("generator");
    const generator = fileAt(part, "/etc/systemd/system-generators/hardway-node-image");
    expect(generator.mode).toBe(0o755);
    const text = generator.contents.replace("/usr/bin/kubelet", `${folder}/kubelet`);
    expect(spawnSync("bash", ["-s", folder], { input: text }).status).toBe(0);
    expect(readlinkSync(`${folder}/default.target`)).toBe("/etc/systemd/system/node-image.target");
  });

  it("goes on as usual where a kubelet is there", () => {
    const folder = temporaryFolder("generator");
    const { contents } = fileAt(part, "/etc/systemd/system-generators/hardway-node-image");
    const text = contents.replace("/usr/bin/kubelet", "/bin/sh");
    expect(spawnSync("bash", ["-s", folder], { input: text }).status).toBe(0);
    expect(() => readlinkSync(`${folder}/default.target`)).toThrow();
  });
});
