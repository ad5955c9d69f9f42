import {
  addedLinks,
  emptiedFolders,
  machinePackages,
  maskedUnits,
  removedFiles,
} from "../../../machine-image/recipe";

const units: readonly string[] = maskedUnits.flatMap(({ units: masked }) => masked);

describe("the machine image's recipe", () => {
  it("gives a reason for every package and for every masked unit", () => {
    for (const { why } of [...machinePackages, ...maskedUnits]) expect(why).not.toBe("");
  });

  it("masks no unit twice, and none that a cluster needs", () => {
    expect(new Set(units).size).toBe(units.length);
    for (const needed of ["containerd.service", "haproxy.service", "keepalived.service"]) {
      expect(units).not.toContain(needed);
    }
  });

  it("leaves podman's own files to podman: writing them fails in a container (facts, 10)", () => {
    expect(removedFiles).toEqual(expect.arrayContaining(["etc/hostname", "etc/hosts", "etc/resolv.conf"]));
  });

  it("names every path from the machine's root", () => {
    const paths = [...emptiedFolders, ...removedFiles, ...addedLinks.map(({ path }) => path)];
    expect(paths.filter((path) => path.startsWith("/") || path.includes(".."))).toEqual([]);
  });
});
