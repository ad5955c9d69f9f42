import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { virtualMachine } from "../../../../machine-image/vm/variant";
import { containerMachine } from "../../../../machine-image/variant";

const masked = virtualMachine.maskedUnits.flatMap(({ units }) => units);
const added = virtualMachine.ownFiles.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  ),
);

describe("the virtual machines' recipe", () => {
  it("gives a reason for every package and for every masked unit", () => {
    for (const { why } of [...virtualMachine.packages, ...virtualMachine.maskedUnits])
      expect(why).not.toBe("");
  });

  it("has every package of the machines that are containers, and a Debian of its own", () => {
    expect(virtualMachine.packages).toEqual(expect.arrayContaining([...containerMachine.packages]));
    expect(virtualMachine.prefix.startsWith(containerMachine.prefix)).toBe(false);
  });

  it("masks no unit twice, and none that a cluster or a virtual machine needs", () => {
    expect(new Set(masked).size).toBe(masked.length);
    const enabled = virtualMachine.addedLinks.map(({ path }) => path.split("/").at(-1) ?? "");
    const needed = ["containerd.service", "haproxy.service", "keepalived.service", "systemd-udevd.service"];
    const early = ["systemd-modules-load.service", "systemd-sysctl.service", "systemd-journald.service"];
    for (const unit of [...enabled, ...needed, ...early]) expect(masked).not.toContain(unit);
  });

  it("has no host key, and trusts none but the one that a config brings", () => {
    expect(virtualMachine.removedFiles).toEqual(
      expect.arrayContaining(["etc/ssh/ssh_host_rsa_key", "etc/ssh/ssh_host_ed25519_key"]),
    );
    expect(added.filter((file) => file.startsWith("etc/ssh/"))).toEqual([
      "etc/ssh/sshd_config.d/10-machine.conf",
    ]);
  });

  it("names every path from the machine's root", () => {
    const { emptiedFolders, removedFiles, addedLinks } = virtualMachine;
    const paths = [...emptiedFolders, ...removedFiles, ...addedLinks.map(({ path }) => path)];
    expect(paths.filter((path) => path.startsWith("/") || path.includes(".."))).toEqual([]);
  });
});
