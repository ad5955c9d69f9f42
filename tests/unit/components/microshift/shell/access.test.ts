import { valuesOfLines } from "../../../../../manifests/microshift/lines";
import { type StandInContainer, StandInHost } from "../../../../support/stand-in-podman";

const instance = "hardway-unit-access";
const address = "10.89.0.100";
const data = "/var/lib/microshift";
const client = `${data}/certs/etcd-signer/apiserver-etcd-client`;
const names = ["kubeconfig", "etcdAuthority", "etcdCertificate", "etcdKey"] as const;

/** Line breaks and more of a text than base64 puts on one line. */
const long = "a line of a kubeconfig\n".repeat(20);

/** A node that knows all of it, whose texts have its name. */
const knowing = (name: string): StandInContainer => ({
  files: {
    [`${data}/resources/kubeadmin/${address}/kubeconfig`]: `${name}\n${long}`,
    [`${data}/certs/etcd-signer/ca.crt`]: `authority of ${name}\n`,
    [`${client}/client.crt`]: `certificate of ${name}\n`,
    [`${client}/client.key`]: `key of ${name}\n`,
  },
});

const read = (host: StandInHost) =>
  host.run("components/microshift/shell/access.sh", { ADDRESS: address, QUARTER: "2026-4" });

describe("the reading of how a cluster is reached", () => {
  it("prints what a node has, each text on a line, and nothing of it among the messages", () => {
    const host = new StandInHost(instance);
    host.container("node-1", knowing("node-1"));
    const { status, stdout, stderr } = read(host);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toHaveLength(names.length);
    expect(valuesOfLines(stdout, names)).toEqual({
      kubeconfig: `node-1\n${long}`,
      etcdAuthority: "authority of node-1\n",
      etcdCertificate: "certificate of node-1\n",
      etcdKey: "key of node-1\n",
    });
  });

  it("asks the first that runs and has every file: workers have no key of etcd's", () => {
    const host = new StandInHost(instance);
    host.container("node-1", { ...knowing("node-1"), state: "exited" });
    host.container("node-2", { files: { ...knowing("node-2").files, [`${client}/client.key`]: "" } });
    host.container("node-10", knowing("node-10"));
    host.container("node-9", knowing("node-9"));
    expect(valuesOfLines(read(host).stdout, names).etcdKey).toBe("key of node-9\n");
  });

  it("waits while MicroShift has not yet written the last of them", () => {
    const host = new StandInHost(instance);
    const { files } = knowing("node-1");
    // Whoever looks at the journal has found no node that knows; only then the key comes.
    const journal = `echo looked >> /calls/all
[ "$(grep -c looked /calls/all)" -lt 2 ] || echo late > ${client}/client.key`;
    host.container("node-1", {
      files: { ...files, [`${client}/client.key`]: "" },
      programs: { journalctl: journal },
    });
    const { status, stdout } = read(host);
    expect(status).toBe(0);
    expect(valuesOfLines(stdout, names).etcdKey).toBe("late\n");
    expect(host.calls).toEqual(["looked", "looked"]);
  });

  it("gives up after its time, with what MicroShift said last", () => {
    const host = new StandInHost(instance);
    // A clock on which every look takes a minute.
    host.program(
      "date",
      `[ "$*" = +%s ] || exec /usr/bin/date "$@"
echo >> "$CALLS.clock"
echo $(($(wc -l < "$CALLS.clock") * 60))`,
    );
    host.container("node-1", { programs: { journalctl: 'echo "etcd refuses to start"' } });
    const { status, stdout, stderr } = read(host);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(
      /^no node says within 180 s how the cluster is reached\n {2}where: {2}hardway-unit-access\n/,
    );
    expect(stderr).toContain("seen:   etcd refuses to start\n");
    expect(stderr).toContain("podman exec hardway-unit-access-node-1 journalctl -u microshift");
  });

  it("says so where no node runs at all", () => {
    const host = new StandInHost(instance);
    host.program(
      "date",
      `[ "$*" = +%s ] || exec /usr/bin/date "$@"
echo >> "$CALLS.clock"
echo $(($(wc -l < "$CALLS.clock") * 60))`,
    );
    host.container("node-1", { state: "exited" });
    const { status, stderr } = read(host);
    expect(status).toBe(1);
    expect(stderr).toContain("seen:   no container runs\n");
  });
});
