import { StandInHost } from "../../../../support/stand-in-podman";

const mark = "/etc/microshift/joined-as-learner";
const ask = (
  programs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = { [mark]: "x" },
) => {
  const host = new StandInHost("hardway-unit-own-etcd");
  host.container("node-3", { programs, files });
  return { host, ...host.run("components/microshift/shell/own-etcd.sh", { NAME: "node-3" }) };
};

describe("a control plane that is to ask its own etcd", () => {
  it("is started anew where it joined as a learner, and waited for: systemctl is not told to go on at once", () => {
    const { host, status, stdout, stderr } = ask({ systemctl: 'echo "systemctl $*" >> /calls/all' });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "node-3 asks its own member of etcd\n",
      stderr: "",
    });
    expect(host.calls).toEqual(["systemctl restart microshift.service"]);
  });

  it("goes on as it is where it began the cluster", () => {
    const { host, status, stdout } = ask({ systemctl: 'echo "systemctl $*" >> /calls/all' }, {});
    expect({ status, stdout }).toEqual({ status: 0, stdout: "node-3 asks its own member of etcd\n" });
    expect(host.calls).toEqual([]);
  });

  it("shows the last words of one that does not start", () => {
    const { status, stdout, stderr } = ask({
      systemctl: "exit 1",
      journalctl: '[ "$*" = "--unit microshift --lines 8 --no-pager" ] && echo "etcd has no quorum"',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(
      /^MicroShift does not start again on node-3\n {2}where: {2}container hardway-unit-own-etcd-node-3\n/,
    );
    expect(stderr).toContain("seen:   etcd has no quorum\n");
  });
});
