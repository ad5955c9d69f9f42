import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadBalancerNames } from "../../../../components/channel";
import { haproxyPlacesOf, machinePlaces } from "../../../../manifests/haproxy-places";
import { backendName } from "../../../../manifests/haproxy-states";
import { patienceVariable, usualPatienceSeconds } from "../../../../topology/patience";
import { anyPlanOf } from "../../../support/plan";
import { withStandIn } from "../../../support/stand-in-program";
import { temporaryFolder } from "../../../support/temporary-folder";

/** The first fields of HAProxy 2.6's own answer to "show stat". */
const statistics = (status: string) =>
  [
    "# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight",
    `${backendName},master-0,0,0,1,3,,40,1,1,,0,,0,0,0,0,UP,1`,
    `${backendName},master-1,0,0,1,3,,40,1,1,,0,,0,0,0,0,${status},1`,
    "",
  ].join("\n");

/** Runs the script for master-1 with a podman that answers like this, and shows the orders that reached it. */
function told(order: "drain" | "ready" | "served", answer: string) {
  const podman = `cat >&2\ncat <<'END'\n${answer}\nEND\n`;
  const environment = { PLATFORM: "podman", INSTANCE: "hardway-x", NAME: "master-1", LOAD_BALANCERS: "lb-0" };
  const { status, stderr } = spawnSync("components/shell/traffic.sh", [order], {
    env: { ...withStandIn("podman", podman), ...environment },
    encoding: "utf8",
  });
  return { status, stderr };
}

describe("an order to the load balancers about an API server", () => {
  it("is given to each in the words of HAProxy", () => {
    expect(told("drain", "")).toEqual({
      status: 0,
      stderr: `set server ${backendName}/master-1 state drain\n`,
    });
    expect(told("ready", "")).toEqual({
      status: 0,
      stderr: `set server ${backendName}/master-1 state ready\n`,
    });
  });

  it("is an error with its reason where it is not carried out", () => {
    const { status, stderr } = told("ready", "No such server.");
    expect(status).toBe(1);
    expect(stderr).toContain("the load balancer does not set the API server of master-1 to ready");
    expect(stderr).toContain(`where:  container hardway-x-lb-0, ${machinePlaces.socket}`);
    expect(stderr).toContain("seen:   No such server.");
  });

  it("is carried out already by one that has never had the server, where it shall get nothing", () => {
    expect(told("drain", "No such server.").status).toBe(0);
  });
});

describe("a load balancer on the hypervisor", () => {
  it("is told at the socket that is the cluster's own", () => {
    const plan = anyPlanOf({ platform: "libvirt", libvirt: { loadBalancer: "host" } });
    const environment = { PLATFORM: "libvirt", INSTANCE: "hardway-dev", LIBVIRT_URI: "qemu:///system" };
    const { stderr, status } = spawnSync("components/shell/traffic.sh", ["drain"], {
      // It shows where the order went, and what is said to an order that was carried out: nothing.
      env: {
        ...withStandIn("socat", 'cat >/dev/null\necho "$4" >&2\n'),
        ...environment,
        NAME: "master-1",
        LOAD_BALANCERS: loadBalancerNames(plan),
        SSH_FOLDER: "/nonexistent",
      },
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
    });
    expect({ stderr, status }).toEqual({
      stderr: `UNIX-CONNECT:${haproxyPlacesOf(plan).socket}\n`,
      status: 0,
    });
  });
});

describe("an API server that serves", () => {
  it("is up at every load balancer", () => {
    expect(told("served", statistics("UP")).status).toBe(0);
  });

  it("is up while its next check has failed once", () => {
    expect(told("served", statistics("UP 1/2")).status).toBe(0);
  });
});

describe("an order to a control plane that shares the API's address", () => {
  /** Runs the script for master-1 of a cluster without load balancers; `ends` is how the order in the machine does. */
  function share(order: "drain" | "ready" | "served", ends = "exit 0", patience = usualPatienceSeconds) {
    const orders = join(temporaryFolder("orders"), "orders");
    const { status, stdout, stderr } = spawnSync("components/shell/traffic.sh", [order], {
      env: {
        ...withStandIn("podman", `echo "$*" >> ${orders}\n${ends}\n`),
        PLATFORM: "podman",
        INSTANCE: "hardway-x",
        NAME: "master-1",
        [patienceVariable]: String(patience),
        LOAD_BALANCERS: loadBalancerNames(anyPlanOf({ topology: "sno-plus" })),
      },
      encoding: "utf8",
    });
    return { status, stdout, stderr, orders: readFileSync(orders, "utf8") };
  }

  it.each([
    ["drain", "leave"],
    ["ready", "stay"],
    ["served", "join"],
  ] as const)("is given to the machine itself, once, in the words of its script: %s is %s", (order, word) => {
    expect(share(order)).toEqual({
      status: 0,
      stdout: `master-1: ${order}\n`,
      stderr: "",
      orders: `exec --interactive hardway-x-master-1 timeout 60 /usr/local/bin/virtual-address ${word}\n`,
    });
  });

  it("has more time on a host that is given more: an API server that starts anew may need it", () => {
    expect(share("served", "exit 0", 10 * usualPatienceSeconds).orders).toMatch(/ timeout 600 \S+ join\n$/);
  });

  it.each([
    ["drain", "master-1 cannot hand the address of the API over"],
    ["ready", "master-1 cannot share the address of the API"],
    ["served", "the API server of master-1 does not become ready"],
  ] as const)("is an error with the machine's own reason where it is not carried out: %s", (order, what) => {
    const { status, stdout, stderr } = share(
      order,
      'echo "no other machine answers at 10.90.0.9, so this one keeps it" >&2; exit 1',
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^${what}\n  where:  container hardway-x-master-1\n`));
    expect(stderr).toContain("seen:   no other machine answers at 10.90.0.9, so this one keeps it\n");
  });
});
