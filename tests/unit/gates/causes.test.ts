import { causeIn } from "../../../gates/causes";

describe("the likely cause", () => {
  it.each([
    ["the server's certificate is not valid yet", /^the clocks differ/],
    ["x509: certificate has expired or is not yet valid", /^the clocks differ/],
    ["mvcc: database space exceeded", /disk .* full/],
    ["master-0 is registered, not Ready: node has DiskPressure", /disk .* full/],
    ["cannot allocate memory", /no memory left/],
    ["network unreachable", /^the network between/],
    ["no answer within 5 s", /^the network between/],
    ["connection timed out", /^the network between/],
    [
      "master-0 is a learner, catching up (can only promote a learner member which is in sync with leader)",
      /port 2380/,
    ],
    ["master-0 is a learner, its etcd has not started", /does not run.*port 2380/],
    ["the API server of master-0 is not ready: etcd, etcd-readiness", /no etcd with a leader/],
    ["connection refused", /nothing listens there/],
    ["connection closed", /the load balancer is up/],
    [
      "container dns ErrImagePull: unauthorized: access to the requested resource is not authorized",
      /refuses the pull secret/,
    ],
    [
      'container dns ImagePullBackOff: Failed to pull image "x": denied: requested access to the resource is denied',
      /refuses the pull secret/,
    ],
    ["container dns ErrImagePull: reading manifest v1: manifest unknown", /does not have the image/],
    ["container dns ErrImagePull: x509: certificate signed by unknown authority", /does not trust/],
    [
      "container dns ImagePullBackOff: pinging container registry: dial tcp 10.0.0.1:443: connect: connection refused",
      /does not reach the registry/,
    ],
    ["container dns ErrImagePull: lookup quay.io: no such host", /does not reach the registry/],
  ])("of %p is told", (seen, cause) => {
    expect(causeIn(seen)).toMatch(cause);
  });

  it("is the surer one where two signs are seen", () => {
    expect(causeIn("connection closed; the API server of bootstrap itself: connection refused")).toMatch(
      /nothing listens there/,
    );
  });

  it("is left to the wait where the last state does not tell it", () => {
    expect(causeIn("worker-0 has not asked for its certificate yet")).toBeUndefined();
  });
});
