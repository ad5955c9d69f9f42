import { StandInHost } from "../../../../support/stand-in-podman";

const restart = (programs: Readonly<Record<string, string>>) => {
  const host = new StandInHost("hardway-unit-restart");
  host.container("node-3", { programs });
  return { host, ...host.run("components/microshift/shell/restart.sh", { NAME: "node-3" }) };
};

describe("the restart of MicroShift on a node", () => {
  it("waits until it has said that it is ready: systemctl is not told to go on at once", () => {
    const { host, status, stdout, stderr } = restart({ systemctl: 'echo "systemctl $*" >> /calls/all' });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "node-3 asks its own member of etcd\n",
      stderr: "",
    });
    expect(host.calls).toEqual(["systemctl restart microshift.service"]);
  });

  it("shows the last words of one that does not start", () => {
    const { status, stdout, stderr } = restart({
      systemctl: "exit 1",
      journalctl: '[ "$*" = "--unit microshift --lines 8 --no-pager" ] && echo "etcd has no quorum"',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(
      /^MicroShift does not start again on node-3\n {2}where: {2}container hardway-unit-restart-node-3\n/,
    );
    expect(stderr).toContain("seen:   etcd has no quorum\n");
  });
});
