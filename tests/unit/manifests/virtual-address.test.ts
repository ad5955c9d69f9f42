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

  it("waits for a machine that has just booted: for its systemd, and for its HAProxy's first look at every server", () => {
    const join = contents.slice(contents.indexOf("  join)"), contents.indexOf("  leave)"));
    const order = [
      "until [ -S /run/systemd/private ]",
      "systemctl start keepalived",
      'ask "show info"',
      "unseen",
    ];
    expect(order.map((step) => join.indexOf(step))).toEqual(
      order.map((step) => join.indexOf(step)).sort((one, other) => one - other),
    );
    expect(join.indexOf(order[0] ?? "")).toBeGreaterThan(0);
  });

  it("holds up new connections to the addresses of both families", () => {
    const dual = fileAt(
      virtualAddress(externalPlanOf({ addressFamily: "dual" })),
      virtualAddressPath,
    ).contents;
    expect(dual).toMatch(/^ {4}ip daddr 10\.90\.0\.200 tcp .* drop\n {4}ip6 daddr fd90::200 tcp .* drop$/m);
  });

  it("asks for an IPv6 address as URLs have it", () => {
    const ipv6 = fileAt(
      virtualAddress(externalPlanOf({ addressFamily: "ipv6" })),
      virtualAddressPath,
    ).contents;
    expect(ipv6).toContain("ready_at '[fd90::200]' 1");
  });

  it("is on no load balancer that shares its address with nobody", () => {
    expect(virtualAddress(planOf())).toEqual({});
  });
});
