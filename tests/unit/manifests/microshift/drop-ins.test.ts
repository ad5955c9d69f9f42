import { dropInFiles } from "../../../../manifests/microshift/drop-ins";

describe("drop-ins of MicroShift's configuration", () => {
  it("are files in config.d, called as the user calls them, which is their order", () => {
    expect(dropInFiles({ dropIns: { "20-b": { etcd: { memoryLimitMB: 256 } } } })).toEqual([
      {
        path: "/etc/microshift/config.d/20-b.yaml",
        mode: 0o644,
        owner: "root",
        contents: "etcd:\n  memoryLimitMB: 256\n",
      },
    ]);
  });

  it("are none where there are none", () => {
    expect(dropInFiles({ dropIns: {} })).toEqual([]);
  });
});
