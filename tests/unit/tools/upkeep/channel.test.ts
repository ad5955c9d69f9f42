import { hypervisorChannel, podmanChannel, sshChannel } from "../../../../tools/upkeep/channel";

describe("the way into a machine", () => {
  it("is its container on platform podman", () => {
    expect(podmanChannel("hardway-x-master-0")(["cat", "/etc/hosts"])).toEqual({
      program: "podman",
      arguments: ["exec", "--interactive", "hardway-x-master-0", "cat", "/etc/hosts"],
    });
  });

  it("is SSH on platform libvirt, by the stack's own configuration, with one line for the machine's shell", () => {
    expect(sshChannel(".state/x/ssh", "master-0")(["echo", "it's a word"])).toEqual({
      program: "ssh",
      arguments: ["-F", ".state/x/ssh/config", "master-0", `'echo' 'it'\\''s a word'`],
    });
  });

  it("is a program of this host on a hypervisor that this host is, and SSH to another one", () => {
    expect(hypervisorChannel({ kind: "here" })(["id", "-u"])).toEqual({ program: "id", arguments: ["-u"] });
    const far = hypervisorChannel({ kind: "ssh", destination: "ssh://root@far:22" })(["id", "-u"]);
    expect(far.program).toBe("ssh");
    expect(far.arguments.slice(-2)).toEqual(["ssh://root@far:22", "'id' '-u'"]);
    expect(far.arguments).toContain("BatchMode=yes");
  });
});
