import { issue } from "../../pki/issue";
import { separateTestKeys, testTime } from "../support/keys";
import { anyPlanOf } from "../support/plan";
import { Hypervisor } from "./hypervisor";
import { Lab } from "./lab";

jest.setTimeout(180_000);

const plan = planWith({});
const bundle = issue(plan, separateTestKeys(plan), testTime);
const [master] = plan.controlPlanes;
const unit = "hardway-dev-load-balancer.service";

function planWith(more: object) {
  const network = { machineNetwork: "10.77.0.0/24", addressFamily: "dual", controlPlanes: 1, workers: 0 };
  return anyPlanOf({ platform: "libvirt", libvirt: { loadBalancer: "host" }, ...network, ...more });
}

/** By which everything that is a load balancer's would be found. */
const traces = `find /etc /run /usr /var/lib -name '*hardway-dev*' -o -path '/etc/hardway/dev*'
ip -oneline address show to 10.77.0.5; ip -oneline address show to fd90::5; pgrep --exact haproxy; true`;

/** What a script that must fail has said. */
function failureOf(run: () => string): string {
  try {
    return `it has not failed: ${run()}`;
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? String(error);
  }
}

describe("the load balancer on a hypervisor", () => {
  const lab = new Lab(`hardway-h${process.pid}`);
  let hypervisor: Hypervisor;
  /** Asks through the load balancer, as many times as are said; prints every answer that is not as it should be. */
  const ask = (times: number) =>
    hypervisor.run(`for each in $(seq ${times}); do
  curl --silent --show-error --cacert /etc/hardway/dev/kubernetes-ca.crt https://10.77.0.5:6443/readyz 2>&1
done | sed 's/ok//g'`);
  /** Waits for what a shell line tests. */
  const until = (line: string) => hypervisor.run(`timeout 30 sh -c 'until ${line}; do sleep 0.1; done'`);
  const workers = () => hypervisor.run("pgrep --exact haproxy | sort");

  beforeAll(() => {
    if (master === undefined) throw new Error("the plan has no control plane");
    hypervisor = new Hypervisor(lab, master, bundle);
    hypervisor.makeNetwork(plan);
  });
  afterAll(() => {
    lab.remove();
  });

  it("answers at the API's address on the network's bridge when the script has put it there", () => {
    hypervisor.up(plan, bundle);
    hypervisor.traffic("served");
    expect(ask(3)).toBe("");
    expect(hypervisor.run("ip -oneline address show dev virbr7 to 10.77.0.5")).toContain("10.77.0.5/32");
    expect(hypervisor.run("ip netns exec server curl --silent --insecure https://10.77.0.5:6443/")).toBe(
      "ok",
    );
  });

  it("answers at the address of the other family, too", () => {
    expect(hypervisor.run("curl --silent --insecure 'https://[fd90::5]:6443/'")).toBe("ok");
  });

  it("listens nowhere else, and keeps its files to root", () => {
    expect(
      hypervisor.run("ss --listening --tcp --numeric --no-header 'sport = :6443' | awk '{print $4}'"),
    ).toBe("10.77.0.5:6443\n[fd90::5]:6443");
    expect(hypervisor.run("stat --format '%a %U' /etc/hardway/dev")).toBe("700 root");
  });

  it("is left as it is where nothing has changed", () => {
    const before = workers();
    expect(hypervisor.up(plan, bundle)).toBe("hardway-dev-load-balancer\n");
    expect(workers()).toBe(before);
  });

  it("takes an order to send a server nothing, and takes it back", () => {
    hypervisor.traffic("drain");
    expect(ask(1)).not.toBe("");
    hypervisor.traffic("ready");
    hypervisor.traffic("served");
    expect(ask(1)).toBe("");
  });

  it("takes up changed files without a connection or a request lost", () => {
    hypervisor.run(`echo one > /run/said; systemd-run --quiet --unit held sh -c \\
  'tail --lines=+1 --follow /run/said | socat -t 60 - OPENSSL:10.77.0.5:6443,verify=0 > /run/heard'`);
    until("grep -q one /run/heard");
    const before = workers();
    hypervisor.run(`systemd-run --quiet --unit asking sh -c 'while [ ! -e /run/enough ]; do
  curl --silent --show-error --insecure https://10.77.0.5:6443/ >> /run/answers 2>&1; echo >> /run/answers
done'`);
    const said = hypervisor.up(planWith({ loadBalancerIdleSeconds: 45 }), bundle);
    expect(said).toContain("has written /etc/hardway/dev/haproxy.cfg");
    expect(said.match(/has written/g)).toHaveLength(1);
    expect(workers()).not.toBe(before);
    hypervisor.run("touch /run/enough; echo two >> /run/said");
    until("grep -q two /run/heard");
    until("! systemctl is-active --quiet asking");
    expect(new Set(hypervisor.run("cat /run/answers").split("\n"))).toEqual(new Set(["ok"]));
    hypervisor.run("systemctl stop held; rm /run/said /run/enough /run/answers");
  });

  it("finishes what a run that was cut off has begun", () => {
    const before = workers();
    hypervisor.run("touch /etc/hardway/dev/.pending /etc/hardway/dev/of-an-earlier-version");
    hypervisor.up(planWith({ loadBalancerIdleSeconds: 45 }), bundle);
    expect(workers()).not.toBe(before);
    expect(hypervisor.run("ls -A /etc/hardway/dev").split("\n").sort()).toEqual([
      "addresses",
      "bridge",
      "haproxy-states",
      "haproxy.cfg",
      "kubernetes-ca.crt",
    ]);
  });

  it("comes back when HAProxy has died", () => {
    hypervisor.run(`systemctl kill --signal KILL ${unit}`);
    until(`systemctl is-active --quiet ${unit}`);
    hypervisor.traffic("served");
    expect(ask(1)).toBe("");
  });

  it("comes back from a reboot, as soon as libvirt has made the bridge", () => {
    hypervisor.reboot();
    expect(hypervisor.run(`systemctl is-active ${unit}; true`)).not.toBe("active");
    hypervisor.makeNetwork(plan);
    until(`systemctl is-active --quiet ${unit}`);
    hypervisor.traffic("served");
    expect(ask(3)).toBe("");
  });

  it("leaves nothing when it goes, and nothing is done where it is gone", () => {
    // What a run that was cut off leaves beside its place.
    hypervisor.run(`touch /etc/systemd/system/.${unit}.new`);
    expect(hypervisor.run(traces)).not.toBe("");
    hypervisor.down();
    expect(hypervisor.run(traces)).toBe("");
    hypervisor.down();
  });

  it("says what is wrong where it cannot listen, and is there when that is mended", () => {
    hypervisor.run("systemd-run --quiet --unit other socat TCP-LISTEN:6443,reuseaddr,fork SYSTEM:true");
    until("ss --listening --tcp --numeric | grep -q :6443");
    expect(failureOf(() => hypervisor.up(plan, bundle))).toMatch(
      /the load balancer cannot be started\n {2}where: {2}hardway-dev-load-balancer.service on [^]*cannot bind socket/,
    );
    hypervisor.run("systemctl stop other");
    hypervisor.up(plan, bundle);
    hypervisor.traffic("served");
    expect(ask(1)).toBe("");
  });
});
