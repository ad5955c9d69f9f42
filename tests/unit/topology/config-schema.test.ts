import { configSchema } from "../../../topology/config-schema";

describe("the schema", () => {
  it.each([
    ["clusterName", "a"],
    ["clusterName", "twenty-letters-long0"],
    ["baseDomain", "example.com"],
    ["baseDomain", "internal"],
    ["machineNetwork", "192.168.5.16/28"],
    ["apiAddress", "10.90.0.254"],
    ["forwardedPort", 1024],
    ["forwardedPort", 65535],
    ["workers", 0],
    ["workers", 100],
    ["nodeLabels", { "worker-0": { "topology.kubernetes.io/zone": "a_1.b", empty: "" } }],
    ["extraApiSans", ["k8s.example.com", "localhost", "203.0.113.7", "1password.example"]],
    ["certificateDays", { leaf: 1, admin: 1 }],
  ])("accepts %s: %j", (key, value) => {
    const values = configSchema.parse({ clusterName: "dev", [key]: value });
    expect(values).toMatchObject({ [key]: value });
  });

  it("never changes a value that it is given", () => {
    const values = configSchema.parse({ clusterName: "dev", machineNetwork: "10.1.2.0/24", workers: 7 });
    expect(values).toMatchObject({ machineNetwork: "10.1.2.0/24", workers: 7 });
  });
});
