import { canonicalQuantities } from "../../../../plugins/kubernetes/quantities";
import type { Value } from "../../../../plugins/shared/values";

const withRequest = (cpu: Value) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: {},
  spec: { template: { spec: { containers: [{ resources: { requests: { cpu } } }] } } },
});

describe("a quantity", () => {
  it.each([
    ["1000m", "1"],
    ["0.5", "500m"],
    ["1.1", "1100m"],
    ["1024Mi", "1Gi"],
    ["0.5Gi", "512Mi"],
    ["1000Ki", "1000Ki"],
    ["1000k", "1M"],
    ["0", "0"],
    [1, "1"],
    [0.25, "250m"],
    ["100m", "100m"],
    ["70Mi", "70Mi"],
    ["-2000m", "-2"],
  ])("written %s is what the API server writes as %s", (written, canonical) => {
    expect(canonicalQuantities(withRequest(written))).toEqual(withRequest(canonical));
  });

  it("stays as written where it is none: the API server will say so", () => {
    expect(canonicalQuantities(withRequest("much"))).toEqual(withRequest("much"));
  });
});

describe("what only looks like a quantity", () => {
  it.each([
    ["data of a ConfigMap", { apiVersion: "v1", kind: "ConfigMap", data: { limits: { cpu: "1000m" } } }],
    [
      "a custom resource",
      { apiVersion: "example.org/v1", kind: "Thing", spec: { limits: { cpu: "1000m" } } },
    ],
    [
      "a label",
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        spec: { selector: { matchLabels: { sizeLimit: "1000m" } } },
      },
    ],
    [
      "an environment variable",
      { apiVersion: "v1", kind: "Pod", spec: { env: [{ name: "a", value: "1000m" }] } },
    ],
  ])("stays as written: %s", (_, object) => {
    expect(canonicalQuantities({ metadata: {}, ...object })).toEqual({ metadata: {}, ...object });
  });
});
