import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { installCommand, missingPackages } from "../../tools/host/apt";
import { hostPackages } from "../../tools/host/packages";
import { hostPrograms, machinePrograms, repository } from "../../tools/paths";
import { enginePlugins } from "../../tools/plugins";
import { recipeHash } from "../../tools/recipe-hash";
import { namesVersion } from "../../tools/sources/path";
import { currentStamp } from "../../tools/stamp";
import { tools, versions } from "../../tools/versions";

const says = (program: string, ...options: readonly string[]): string =>
  execFileSync(program, options, { encoding: "utf8" });

describe("the installed toolchain", () => {
  it.each([
    [join(hostPrograms, "pulumi"), ["version"], versions.pulumi],
    [join(hostPrograms, "kubectl"), ["version", "--client", "--output=json"], versions.kubernetes],
    [join(hostPrograms, "etcdctl"), ["version"], versions.etcd],
    [join(machinePrograms, "kube-apiserver"), ["--version"], versions.kubernetes],
    [join(machinePrograms, "kube-controller-manager"), ["--version"], versions.kubernetes],
    [join(machinePrograms, "kube-scheduler"), ["--version"], versions.kubernetes],
    [join(machinePrograms, "kube-proxy"), ["--version"], versions.kubernetes],
    [join(machinePrograms, "kubelet"), ["--version"], versions.kubernetes],
    [join(machinePrograms, "etcd"), ["--version"], versions.etcd],
    [join(machinePrograms, "coredns"), ["--version"], versions.coredns],
  ])("%s %j is version %s", (program, options, version) => {
    expect(namesVersion(says(program, ...options), version)).toBe(true);
  });

  it("is known to be whole by its stamps, so that the next run installs nothing", () => {
    const again = tools
      .filter(({ neededBy }) => neededBy === "up")
      .filter((tool) => currentStamp(tool.name, recipeHash(tool)) === undefined);
    expect(again).toEqual([]);
  });

  it("lacks no system package", () => {
    const needed = hostPackages.filter(({ neededBy }) => neededBy !== "libvirt");
    expect(installCommand(missingPackages(needed)).slice(4)).toEqual([]);
  });

  it("has for each plugin that is not official a stand-in that can be started", () => {
    const links = enginePlugins
      .map(({ program }) => join(hostPrograms, program))
      .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true);
    for (const link of links) {
      expect(existsSync(link)).toBe(true);
      expect(realpathSync(link)).toContain(join(repository, "plugins", "bin"));
    }
  });
});
