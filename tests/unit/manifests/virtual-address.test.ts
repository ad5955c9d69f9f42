import { spawnSync } from "node:child_process";
import { virtualAddress, virtualAddressPath } from "../../../manifests/virtual-address";
import { externalPlanOf, planOf } from "../../support/plan";
import { fileAt } from "./rendered";

describe("the script by which a load balancer takes its place and leaves it", () => {
  const { contents } = fileAt(virtualAddress(externalPlanOf()), virtualAddressPath);

  it("is one that the shell reads", () => {
    expect(spawnSync("sh", ["-n", "-c", contents]).status).toBe(0);
  });

  it("lets new connections wait before the address moves, and moves it only where another one answers", () => {
    const [drops, stops, waits] = [
      "tcp flags & (syn | ack) == syn drop",
      "stop keepalived.service\n    left=50",
      "until answers",
    ].map((step) => contents.indexOf(step)) as [number, number, number];
    expect(drops).toBeGreaterThan(0);
    expect(stops).toBeGreaterThan(drops);
    expect(waits).toBeGreaterThan(stops);
  });

  it("is on no load balancer that shares its address with nobody", () => {
    expect(virtualAddress(planOf())).toEqual({});
  });
});
