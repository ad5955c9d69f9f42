import { StandInHost } from "../../../../support/stand-in-podman";

const instance = "hardway-unit-join";
const data = "/var/lib/microshift";
const virtual = "10.89.0.100";
const kubeconfig = `${data}/resources/kubeadmin/${virtual}/kubeconfig`;
/** The addresses of two control planes, in the order of which MicroShift keeps them. */
const known = 'controlplane: "10.89.0.11,10.89.0.12"\nenable_ha: true\n';
const ledByVirtual = `controlplane: "${virtual},10.89.0.11,10.89.0.12"\nenable_ha: true\n`;

const donor = {
  files: {
    [kubeconfig]: "how the API is reached\n",
    [`${data}/.cluster-config`]: known,
    [`${data}/.enable-ha`]: "yes\n",
    [`${data}/.tls-san`]: `${virtual}\n`,
  },
};

/** A stand-in for systemctl notes what it is asked, and which markers are there by then. */
const systemctl = `echo "systemctl $*" >> /calls/all
cd ${data} 2> /dev/null && for each in .enable-ha .tls-san; do [ ! -e $each ] || echo "  with $each" >> /calls/all; done
[ -e /etc/microshift/may-start ] && echo "  may start" >> /calls/all
exit 0`;

/** A stand-in for add-node notes what it is asked and finds, and ends as it is told. */
const addNode = (ending: string): string => `echo "microshift $*" >> /calls/all
stat -c '  %n of mode %a' /root/join-kubeconfig >> /calls/all
sed 's/^/  /' ${data}/.cluster-config >> /calls/all
${ending}`;

interface Joining {
  readonly role?: "controlPlane" | "worker";
  readonly begins?: "yes" | "no";
  readonly highlyAvailable?: "yes" | "no";
  readonly learner?: "true" | "false";
}

/** A host with the node that is to join, node-3, and none else. */
function hostWith(ending = "exit 0", files: Readonly<Record<string, string>> = {}): StandInHost {
  const host = new StandInHost(instance);
  host.container("node-3", { files, programs: { systemctl, microshift: addNode(ending) } });
  host.program("nsenter", `{ echo "$*"; sed 's/^/  /'; } >> "$CALLS"`);
  return host;
}

function join(host: StandInHost, joining: Joining = {}) {
  const { role = "controlPlane", begins = "no", highlyAvailable = "yes", learner = "true" } = joining;
  const environment = {
    NAME: "node-3",
    ROLE: role,
    BEGINS: begins,
    LEARNER: learner,
    API_AT: virtual,
    HIGHLY_AVAILABLE: highlyAvailable,
  };
  return host.run("components/microshift/shell/join.sh", environment, "the gate's input\n");
}

describe("the node that begins a cluster", () => {
  it("has the markers of high availability before its first start, and asks nobody", () => {
    const host = hostWith();
    expect(join(host, { begins: "yes" })).toMatchObject({ status: 0, stdout: "node-3 begins the cluster\n" });
    expect(host.calls).toEqual([
      "systemctl restart --no-block microshift.service",
      "  with .enable-ha",
      "  with .tls-san",
      "  may start",
    ]);
    expect(host.read("node-3", `${data}/.tls-san`)).toBe(`${virtual}\n`);
    expect(host.modeOf("node-3", `${data}/.tls-san`)).toBe("600");
  });

  it("has no marker where the cluster is of a single control plane", () => {
    const host = hostWith();
    expect(join(host, { begins: "yes", highlyAvailable: "no" }).status).toBe(0);
    expect(host.calls).toEqual(["systemctl restart --no-block microshift.service", "  may start"]);
  });

  it("joins where others are there: it comes back", () => {
    const host = hostWith();
    host.container("node-1", donor);
    expect(join(host, { begins: "yes" })).toMatchObject({ status: 0, stdout: "node-3 has joined\n" });
    expect(host.calls).toContain("microshift add-node --kubeconfig=/root/join-kubeconfig --learner=true");
  });

  it("says why where MicroShift cannot be started", () => {
    const host = hostWith();
    host.container("node-3", { programs: { systemctl: "echo no unit of that name >&2\nexit 5" } });
    const { status, stderr } = join(host, { begins: "yes" });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^MicroShift cannot be started on node-3\n {2}where: {2}container hardway-unit-join-node-3\n/,
    );
    expect(stderr).toContain("no unit of that name");
  });
});

describe("a control plane that joins", () => {
  it("is handed over what add-node wants, after etcd is clear of an earlier try, and keeps no kubeconfig", () => {
    const host = hostWith();
    host.container("node-1", donor);
    expect(join(host)).toMatchObject({ status: 0, stdout: "node-3 has joined\n" });
    expect(host.calls).toEqual([
      `--net=/run/netns/${instance} node .tools/lib/gate.cjs microshiftUnstarted create`,
      "  the gate's input",
      "systemctl stop microshift.service kubepods.slice crio.service",
      "  with .enable-ha",
      "  with .tls-san",
      "  may start",
      "microshift add-node --kubeconfig=/root/join-kubeconfig --learner=true",
      "  /root/join-kubeconfig of mode 600",
      '  controlplane: "10.89.0.11,10.89.0.12"',
      "  enable_ha: true",
    ]);
    expect(host.read("node-3", "/root/join-kubeconfig")).toBeUndefined();
    expect(host.modeOf("node-3", `${data}/.cluster-config`)).toBe("600");
    expect(host.leftInMemory).toEqual([]);
  });

  it("joins as a voter where it is told so", () => {
    const host = hostWith();
    host.container("node-1", donor);
    join(host, { learner: "false" });
    expect(host.calls).toContain("microshift add-node --kubeconfig=/root/join-kubeconfig --learner=false");
  });

  it("is taken in by the first that runs and knows how the API is reached", () => {
    const host = hostWith();
    host.container("node-1", { ...donor, state: "exited" });
    host.container("node-2");
    host.container("node-10", donor);
    host.container("node-4", donor);
    expect(join(host).stderr).toContain(
      "node-3: microshift add-node, taken in by hardway-unit-join-node-4\n",
    );
  });

  it("goes on with a join that was cut off after etcd had the member, and adds no second one", () => {
    const host = hostWith("exit 0", {
      "/etc/microshift/may-start": "node-3 joins\n",
      [`${data}/etcd/config`]: "ETCD_INITIAL_CLUSTER_STATE=existing\n",
    });
    host.container("node-1", donor);
    expect(join(host)).toMatchObject({ status: 0, stdout: "node-3 has joined\n" });
    expect(host.calls).toEqual(["systemctl restart --no-block microshift.service", "  may start"]);
  });

  it("begins the join anew that was cut off before that", () => {
    const host = hostWith("exit 0", { "/etc/microshift/may-start": "node-3 joins\n" });
    host.container("node-1", donor);
    join(host);
    expect(host.calls).toContain("microshift add-node --kubeconfig=/root/join-kubeconfig --learner=true");
  });

  it("is refused where nobody can take it in", () => {
    const host = hostWith();
    host.container("node-1", { ...donor, state: "exited" });
    const { status, stderr } = join(host);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^no control plane can take node-3 in\n {2}where: {2}hardway-unit-join\n/);
    expect(stderr).toContain("start one of them (podman start)");
    expect(host.calls).toEqual([]);
  });

  it("is refused by a cluster that was not made for high availability, before anything changes", () => {
    const host = hostWith();
    host.container("node-1", { files: { [kubeconfig]: "how the API is reached\n" } });
    const { status, stderr } = join(host);
    expect(status).toBe(1);
    expect(stderr).toContain("node-3 cannot join as a control plane\n");
    expect(stderr).toContain("make the cluster anew in topology ha, which loses what it holds");
    expect(host.calls).toEqual([]);
  });

  it("shows the last words of an add-node that fails, and leaves no kubeconfig behind", () => {
    const host = hostWith("echo the etcd cluster is not healthy\nexit 3");
    host.container("node-1", donor);
    const { status, stdout, stderr } = join(host);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(
      "node-3 did not join\n  where:  container hardway-unit-join-node-3, /var/log/add-node.log\n",
    );
    expect(stderr).toContain("seen:   the etcd cluster is not healthy\n");
    expect(host.leftInMemory).toEqual([]);
    expect(host.read("node-3", "/root/join-kubeconfig")).toBeUndefined();
  });
});

describe("a worker that joins", () => {
  const asksFirst = `  controlplane: "${virtual},10.89.0.11,10.89.0.12"`;

  it("asks the virtual address first, and gets neither a marker nor a place in etcd", () => {
    const host = hostWith();
    host.container("node-1", donor);
    expect(join(host, { role: "worker", learner: "false" }).status).toBe(0);
    expect(host.calls).toEqual([
      "systemctl stop microshift.service kubepods.slice crio.service",
      "  may start",
      "microshift add-node --kubeconfig=/root/join-kubeconfig --learner=false --worker-only",
      "  /root/join-kubeconfig of mode 600",
      asksFirst,
      "  enable_ha: true",
    ]);
  });

  it("is put right where add-node has put a machine before that address", () => {
    const reordered = `echo 'controlplane: "10.89.0.11,${virtual},10.89.0.12"' > ${data}/.cluster-config`;
    const host = hostWith(reordered);
    host.container("node-1", donor);
    expect(join(host, { role: "worker" }).status).toBe(0);
    expect(host.read("node-3", `${data}/.cluster-config`)).toMatch(
      new RegExp(`^controlplane: "${virtual},10\\.89\\.0\\.11,`),
    );
    expect(host.calls.slice(-2)).toEqual(["systemctl restart --no-block microshift.service", "  may start"]);
  });

  it("has that address once, however often the join is begun anew", () => {
    const host = hostWith();
    host.container("node-1", { files: { ...donor.files, [`${data}/.cluster-config`]: ledByVirtual } });
    expect(join(host, { role: "worker" }).status).toBe(0);
    expect(host.read("node-3", `${data}/.cluster-config`)).toBe(ledByVirtual);
  });

  it("asks the control plane where there is no virtual address", () => {
    const host = hostWith();
    host.container("node-1", donor);
    expect(join(host, { role: "worker", highlyAvailable: "no" }).status).toBe(0);
    expect(host.read("node-3", `${data}/.cluster-config`)).toBe(known);
    expect(host.calls.filter((call) => call.includes("restart"))).toEqual([]);
  });
});
