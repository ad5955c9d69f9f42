import { configSchema } from "../../../topology/config-schema";
import { networksFor, perFamily } from "../../../topology/families";

const configOf = (addressFamily: string) => configSchema.parse({ clusterName: "dev", addressFamily });

describe("the networks of a configuration", () => {
  it.each([
    ["ipv4", ["machineNetwork"]],
    ["ipv6", ["ipv6Networks.machine"]],
    ["dual", ["machineNetwork", "ipv6Networks.machine"]],
  ])("of address family %s are given by %j", (addressFamily, keys) => {
    const networks = networksFor(configOf(addressFamily), "machine");
    expect(networks.map(({ where }) => where)).toEqual(keys);
  });

  it("are read as networks", () => {
    expect(networksFor(configOf("dual"), "service")).toEqual([
      { family: "ipv4", cidr: "10.96.0.0/16", prefix: 16, where: "serviceNetwork" },
      { family: "ipv6", cidr: "fd96::/108", prefix: 108, where: "ipv6Networks.service" },
    ]);
  });
});

describe("perFamily", () => {
  it("makes one for each, in their order", () => {
    expect(perFamily(["ipv4", "ipv6"], (family) => family.toUpperCase())).toEqual(["IPV4", "IPV6"]);
  });
});
