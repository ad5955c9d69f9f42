import { podNetwork } from "../../../../manifests/kubernetes/cni";
import { planOf } from "../../../support/plan";
import { first, valueAt } from "../rendered";

describe("a node's pod network", () => {
  const network = valueAt(podNetwork(first(planOf().workers)), "/etc/cni/net.d/10-pods.conflist");

  it("hands out the addresses that the plan gives this node and no other", () => {
    expect(network).toMatchObject({
      plugins: [
        { ipam: { type: "host-local", ranges: [[{ subnet: "10.244.21.0/24" }]] } },
        { type: "portmap" },
      ],
    });
  });

  it("leaves pods their addresses on the way to other nodes", () => {
    expect(network).toMatchObject({ plugins: [{ type: "bridge", ipMasq: false }, {}] });
  });

  it("lets a pod reach itself through a Service", () => {
    expect(network).toMatchObject({ plugins: [{ hairpinMode: true }, {}] });
  });
});

describe("a node's pod network of both families", () => {
  it("gives each pod an address of each, and a route to everywhere in each", () => {
    const node = first(planOf({ addressFamily: "dual" }).workers);
    expect(valueAt(podNetwork(node), "/etc/cni/net.d/10-pods.conflist")).toMatchObject({
      plugins: [
        {
          ipam: {
            ranges: [[{ subnet: "10.244.21.0/24" }], [{ subnet: "fd42:0:0:21::/64" }]],
            routes: [{ dst: "0.0.0.0/0" }, { dst: "::/0" }],
          },
        },
        {},
      ],
    });
  });
});
