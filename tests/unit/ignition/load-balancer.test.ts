import { loadBalancerFiles } from "../../../ignition/load-balancer";
import type { Machine } from "../../../topology/plan";
import { testBundle } from "../../support/keys";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 0 });

const [loadBalancer] = plan.loadBalancers as readonly [Machine];

describe("a load balancer", () => {
  const { files, units } = loadBalancerFiles(plan, testBundle(plan), loadBalancer);

  it("runs HAProxy and nothing of Kubernetes", () => {
    expect(units.map(({ name }) => name)).toEqual(["haproxy.service"]);
  });

  it("holds nothing secret", () => {
    expect(files.filter(({ mode }) => mode !== 0o644)).toMatchObject([
      { path: "/usr/local/bin/haproxy-states", mode: 0o755 },
    ]);
    expect(files.filter(({ contents }) => contents.includes("PRIVATE KEY"))).toEqual([]);
  });
});
