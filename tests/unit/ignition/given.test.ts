import { allFiles, givenPath, inventoryOf } from "../../../ignition/given";
import { type MachineFiles, publicFile, rootFile } from "../../../manifests/file";

const files: MachineFiles = {
  directories: [],
  files: [
    publicFile("/etc/haproxy/haproxy.cfg", "global\n"),
    rootFile("/etc/kubernetes/kubelet/server.key", "key"),
  ],
  units: [
    { name: "haproxy.service", enabled: true, dropins: [{ name: "10-machine.conf", contents: "[Service]" }] },
  ],
};

describe("all files of a machine", () => {
  it("are its own, those of its units, and the list of what it was given", () => {
    expect(allFiles(files).map(({ path }) => path)).toEqual([
      "/etc/haproxy/haproxy.cfg",
      "/etc/kubernetes/kubelet/server.key",
      "/etc/systemd/system/haproxy.service.d/10-machine.conf",
      givenPath,
    ]);
  });

  it("are listed, with the units, so that what a later list leaves out can be removed", () => {
    expect(allFiles(files).at(-1)?.contents).toBe(
      [
        "file /etc/haproxy/haproxy.cfg",
        "file /etc/kubernetes/kubelet/server.key",
        "file /etc/systemd/system/haproxy.service.d/10-machine.conf",
        "unit haproxy.service",
        "",
      ].join("\n"),
    );
  });
});

describe("an inventory", () => {
  it("tells of each file its mode, its owner and that it changed, and nothing of what it says", () => {
    const inventory = inventoryOf(files);
    expect(inventory["/etc/kubernetes/kubelet/server.key"]).toMatch(/^0600 root [0-9a-f]{16}$/);
    const renewed = inventoryOf({
      ...files,
      files: [rootFile("/etc/kubernetes/kubelet/server.key", "new key")],
    });
    expect(renewed["/etc/kubernetes/kubelet/server.key"]).not.toBe(
      inventory["/etc/kubernetes/kubelet/server.key"],
    );
  });
});
