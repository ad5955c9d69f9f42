import { hostLoadBalancerProblems } from "../../../../../../tools/stack/preflight/libvirt/host-load-balancer";
import {
  answered,
  type HostLoadBalancerFacts,
  hostLoadBalancerFacts,
} from "../../../../../../tools/stack/preflight/libvirt/host-load-balancer-facts";
import { okdInput } from "../../../../../support/openshift-config";
import { anyPlanOf, planOf } from "../../../../../support/plan";
import { withStandIn } from "../../../../../support/stand-in-program";

const planAt = (uri: string) => anyPlanOf({ platform: "libvirt", libvirt: { loadBalancer: "host", uri } });
const plan = planAt("qemu:///system");
const fit: HostLoadBalancerFacts = {
  refusal: "",
  user: 0,
  lacks: [],
  listeners: ["10.90.0.5:6443"],
  denied: [],
  closed: [],
};

/** What is wrong with a hypervisor that is otherwise fit to be a load balancer, and what is seen of it. */
function seen(facts: Partial<HostLoadBalancerFacts>): readonly string[] {
  return hostLoadBalancerProblems({ ...fit, ...facts }, plan).map(
    ({ what, seen: words }) => `${what} | ${words ?? ""}`,
  );
}

describe("a hypervisor that is to be the load balancer", () => {
  it("is fit with what is needed, its own load balancer of an earlier up included", () => {
    expect(seen({})).toEqual([]);
  });

  it("is left alone where machines are load balancers", async () => {
    const machines = planOf({ platform: "libvirt" });
    expect(await hostLoadBalancerFacts(machines)).toBeUndefined();
    expect(hostLoadBalancerProblems(undefined, machines)).toEqual([]);
  });

  it("that lacks HAProxy is told how it is installed, with Debian and with Fedora", () => {
    const [problem] = hostLoadBalancerProblems({ ...fit, lacks: ["haproxy", "socat"] }, plan);
    expect(problem).toMatchObject({ where: "qemu:///system", seen: "not there: haproxy, socat" });
    expect(problem?.remedy).toMatch(/apt-get install haproxy socat .*dnf install haproxy socat/);
  });

  it("without systemd cannot be one", () => {
    expect(seen({ lacks: ["systemd"] })).toEqual([
      "systemd does not run on the hypervisor | there is no /run/systemd/system",
    ]);
  });

  it("is set up by root alone", () => {
    expect(seen({ user: 1000 })[0]).toContain("programs run there as the user with the number 1000");
  });

  it.each(["0.0.0.0:6443", "*:6443", "[::]:6443"])(
    "has nobody at a port of the load balancer of every address: %s",
    (listener) => {
      expect(seen({ listeners: ["127.0.0.1:6443", listener] })).toEqual([
        `another program of the hypervisor has a port of the load balancer at every address | something listens at ${listener}`,
      ]);
    },
  );

  it("that cannot be entered is one problem, with the words of SSH", () => {
    const refusal = "root@far: Permission denied (publickey).";
    expect(seen({ refusal, user: 7, lacks: ["haproxy"] })).toEqual([
      `no program can be run on the hypervisor, which is to be the load balancer | ${refusal}`,
    ]);
  });
});

describe("what the hypervisor says", () => {
  it("is read line by line", () => {
    expect(
      answered(
        "user 7\nlacks systemd\nlacks haproxy\ndenied haproxy_connect_any\nclosed 80/tcp\nlistens *:6443\n",
      ),
    ).toEqual({
      refusal: "",
      user: 7,
      lacks: ["systemd", "haproxy"],
      listeners: ["*:6443"],
      denied: ["haproxy_connect_any"],
      closed: ["80/tcp"],
    });
  });

  it("is asked of this host where libvirt is on it", async () => {
    const facts = await hostLoadBalancerFacts(plan);
    expect(facts).toMatchObject({ refusal: "", user: process.getuid?.() });
  });

  it("is of every port of the load balancer, which in OpenShift are four, of SELinux and of firewalld", async () => {
    const path = process.env["PATH"];
    const answers = (program: string, script: string) => {
      process.env["PATH"] = withStandIn(program, script)["PATH"];
    };
    answers("getenforce", "echo Enforcing\n");
    answers("getsebool", 'echo "$1 --> off"\n');
    answers("firewall-cmd", 'case "$*" in *--state | *=6443/tcp | *=https) ;; *) exit 1 ;; esac\n');
    answers("ss", 'case "$*" in *:6443*:22623*:80*:443*) echo "LISTEN 0 511 *:80 *:*" ;; esac\n');
    const facts = await hostLoadBalancerFacts(anyPlanOf(okdInput()));
    process.env["PATH"] = path;
    expect(facts).toMatchObject({
      denied: ["haproxy_connect_any"],
      closed: ["22623/tcp", "80/tcp"],
      listeners: ["*:80"],
    });
  });

  it("is why it cannot be asked, where SSH does not get there", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = withStandIn("ssh", "echo 'Host key verification failed.' >&2\nexit 255\n")["PATH"];
    const facts = await hostLoadBalancerFacts(planAt("qemu+ssh://root@far/system"));
    process.env["PATH"] = path;
    expect(facts?.refusal).toBe("Host key verification failed.");
  });
});
