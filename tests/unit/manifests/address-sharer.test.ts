import { spawnSync } from "node:child_process";
import { addressSharer, checkScript, type Tracked } from "../../../manifests/address-sharer";
import type { ClusterPlan, Machine } from "../../../topology/plan";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";
import { withStandIn } from "../../support/stand-in-program";
import { first } from "./rendered";

const ofControlPlanes = anyPlanOf({ topology: "sno-plus" });
const ofLoadBalancers = externalPlanOf();

/** The programs that the script asks: the API server by curl, the kernel by ip, HAProxy by socat. */
interface StandIns {
  readonly curl?: string;
  readonly ip?: string;
  readonly socat?: string;
}

/** Whether the script, run for real, says yes to what keepalived asks of the first machine that shares the address. */
function answer(plan: ClusterPlan, name: Tracked["name"], { curl, ip, socat }: StandIns): boolean {
  const machine: Machine = first<Machine>(
    plan.topology === "sno-plus" ? plan.controlPlanes : plan.loadBalancers,
  );
  const { virtualRouter } = plan;
  if (virtualRouter === undefined) throw new Error("the plan has no address that is shared");
  const folders = Object.entries({ curl, ip, socat }).map(
    ([program, script]) => withStandIn(program, script ?? "exit 99\n")["PATH"]?.split(":")[0],
  );
  const script = checkScript(plan, virtualRouter, addressSharer(machine));
  const { status, stderr } = spawnSync("sh", ["-c", script, "check", name], {
    env: { PATH: `${folders.join(":")}:${process.env["PATH"] ?? ""}` },
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return status === 0;
}

/** A curl that is asked of an API server here alone, by the cluster's name, and that exits so. */
const ready = (status: number) => `case "$*" in
  *"--max-time 2 "*"--connect-to api.dev.hardway.internal:6443:127.0.0.1:6443 https://api.dev.hardway.internal:6443/readyz") exit ${status} ;;
esac
echo "asked otherwise: $*" >&2
`;
const holding = (address: string) => `[ "$4 $5" = "to ${address}" ] || echo "asked otherwise: $*" >&2
echo "2: eth0 inet ${address}/32 scope global eth0"\n`;

describe("what keepalived asks a control plane", () => {
  it.each(["api", "served"] as const)("is whether its own API server is ready: %s", (name) => {
    expect(answer(ofControlPlanes, name, { curl: ready(0) })).toBe(true);
    // Of an HTTP status, a refused connection and a time limit.
    for (const status of [22, 7, 28])
      expect(answer(ofControlPlanes, name, { curl: ready(status) })).toBe(false);
  });

  it("is whether it holds the address", () => {
    expect(answer(ofControlPlanes, "holds", { ip: holding("10.90.0.9") })).toBe(true);
    expect(answer(ofControlPlanes, "holds", { ip: "" })).toBe(false);
  });

  it("is nothing of HAProxy, which it has not", () => {
    const { tracked } = addressSharer({ name: "master-0", role: "controlPlane" });
    expect(tracked.map(({ name }) => name)).toEqual(["api", "served", "holds"]);
  });

  it("makes it stand back only where the API server has been away for longer than an API server takes to start anew", () => {
    const { tracked } = addressSharer({ name: "master-0", role: "controlPlane" });
    const [api, served] = tracked as readonly [Tracked, Tracked];
    expect(api.weight).toBeLessThan(0);
    expect(served.weight).toBeUndefined();
    expect(served.fall).toBeGreaterThan(api.fall);
  });
});

describe("what keepalived asks a load balancer", () => {
  it("is whether its HAProxy answers", () => {
    const info = 'cat >/dev/null; echo "Name: HAProxy"; echo "Version: 2.6"\n';
    expect(answer(ofLoadBalancers, "haproxy", { socat: info })).toBe(true);
    expect(answer(ofLoadBalancers, "haproxy", { socat: "cat >/dev/null\n" })).toBe(false);
  });

  it("is whether it reaches an API server, and whether it holds the address", () => {
    expect(answer(ofLoadBalancers, "api", { curl: ready(0) })).toBe(true);
    expect(answer(ofLoadBalancers, "api", { curl: ready(7) })).toBe(false);
    expect(answer(ofLoadBalancers, "holds", { ip: holding("10.90.0.200") })).toBe(true);
    expect(answer(ofLoadBalancers, "holds", { ip: "" })).toBe(false);
  });
});

describe("a machine that shares no address", () => {
  it("is asked nothing", () => {
    for (const machine of [planOf().bootstrap, first(planOf().workers)])
      expect(() => addressSharer(machine)).toThrow(
        /is none of the machines that share the address of the API/,
      );
  });
});
