import { folderPlaceholder, sshClientConfiguration } from "../../../../manifests/libvirt/ssh-client";

describe("the SSH client's configuration", () => {
  const text = sshClientConfiguration([{ name: "master-0", address: "10.90.0.11" }]);

  it("finds a machine by its name and knows it by its own key", () => {
    expect(text).toContain("Host master-0\n  HostName 10.90.0.11\n  HostKeyAlias master-0\n");
    expect(text).toContain("StrictHostKeyChecking yes");
    expect(text).toContain(`UserKnownHostsFile ${folderPlaceholder}/known_hosts`);
    expect(text).toContain("GlobalKnownHostsFile none");
  });

  it("never asks and never waits for long", () => {
    expect(text).toContain("BatchMode yes");
    expect(text).toMatch(/ConnectTimeout \d+/);
  });
});
