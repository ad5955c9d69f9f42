import { wayTo } from "../../../topology/hypervisor";

describe("the way to a hypervisor", () => {
  it.each(["qemu:///system", "qemu+unix:///system?socket=/run/libvirt/libvirt-sock"])(
    "is a shell of this host where libvirt's socket is on it: %s",
    (uri) => {
      expect(wayTo(uri)).toEqual({ kind: "here" });
    },
  );

  it.each([
    ["qemu+ssh://root@far/system", "ssh://root@far"],
    ["qemu+ssh://far:2222/system?socket=/run/libvirt/libvirt-sock", "ssh://far:2222"],
    ["qemu+ssh://root@[fd00::1]/system", "ssh://root@[fd00::1]"],
  ])("is SSH where libvirt is reached by it: %s", (uri, destination) => {
    expect(wayTo(uri)).toEqual({ kind: "ssh", destination });
  });

  it.each(["qemu+tls://far/system", "qemu+tcp://far/system", "qemu://far/system"])(
    "is none where the URI reaches libvirt and nothing else: %s",
    (uri) => {
      expect(wayTo(uri)).toBeUndefined();
    },
  );
});
