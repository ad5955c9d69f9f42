import { kernelSettings } from "../../../../../manifests/microshift/host/kernel";

describe("the kernel's settings for MicroShift", () => {
  it("are enough of inotify, in the file that the community's packages write", () => {
    expect(kernelSettings()).toEqual([
      {
        path: "/etc/sysctl.d/99-microshift.conf",
        mode: 0o644,
        owner: "root",
        contents: "fs.inotify.max_user_watches = 524288\nfs.inotify.max_user_instances = 16384\n",
      },
    ]);
  });
});
