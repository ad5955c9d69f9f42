import { configSchema } from "../../../topology/config-schema";
import { networkRules } from "../../../topology/network-rules";

/** The problems that the rules find in a configuration of which each value is valid by itself. */
function problemsOf(input: object) {
  const values = configSchema.parse({ clusterName: "dev", ...input });
  return networkRules.flatMap((rule) => rule.problems(values));
}

/** What is wrong, without the reasons. */
function mistakesOf(input: object) {
  return problemsOf(input).map(({ where, what }) => `${where}: ${what}`);
}

describe("the size of a network", () => {
  it.each(["10.90.0.0/23", "10.90.0.0/29", "10.0.0.0/8"])("%s is refused for machines", (machineNetwork) => {
    expect(mistakesOf({ machineNetwork })).toContain(
      "machineNetwork: the machine network must be a /24 to /28",
    );
  });

  it("of the pods must hold a /24 for each address of the machine network", () => {
    expect(problemsOf({ podNetwork: "10.244.0.0/17" })).toEqual([
      {
        what: "the pod network is too small",
        where: "podNetwork",
        value: "10.244.0.0/17",
        why: "each address of 10.90.0.0/24 needs a /24 of its own for pods",
        remedy: "choose a /16 or larger, such as 10.244.0.0/16",
      },
    ]);
    expect(problemsOf({ podNetwork: "10.244.0.0/17", machineNetwork: "10.90.0.0/25" })).toEqual([]);
  });

  it.each(["10.96.0.0/11", "10.96.0.0/27"])("%s is refused for Services", (serviceNetwork) => {
    expect(mistakesOf({ serviceNetwork })).toContain(
      "serviceNetwork: the service network must be a /12 to /26",
    );
  });
});

describe("the size of an IPv6 network", () => {
  it.each([
    ["machine", "fd90::/63", "a /64 to /112"],
    ["machine", "fd90::/113", "a /64 to /112"],
    ["pod", "fd42::/53", "a /16 to /52"],
    ["service", "fd96::/107", "a /108 to /120"],
    ["service", "fd96::/121", "a /108 to /120"],
  ])("of a %s network is not that of %s", (purpose, cidr, sizes) => {
    expect(mistakesOf({ addressFamily: "ipv6", ipv6Networks: { [purpose]: cidr } })).toEqual([
      `ipv6Networks.${purpose}: the ${purpose} network must be ${sizes}`,
    ]);
  });

  it("counts for nothing in a cluster without IPv6, and that of an IPv4 network in one without IPv4", () => {
    expect(mistakesOf({ ipv6Networks: { machine: "fd90::/32" } })).toEqual([]);
    expect(mistakesOf({ addressFamily: "ipv6", machineNetwork: "10.0.0.0/8" })).toEqual([]);
  });
});

describe("networks that overlap", () => {
  it.each([
    ["podNetwork", "machineNetwork", { podNetwork: "10.0.0.0/9", serviceNetwork: "172.30.0.0/16" }],
    ["serviceNetwork", "machineNetwork", { serviceNetwork: "10.90.0.0/16" }],
    ["serviceNetwork", "podNetwork", { serviceNetwork: "10.244.128.0/20" }],
  ])("%s and %s are refused", (one, other, input) => {
    expect(mistakesOf(input)).toEqual([`${one}: ${one} and ${other} overlap`]);
  });

  it("of IPv6 are refused as well", () => {
    expect(mistakesOf({ addressFamily: "dual", ipv6Networks: { pod: "fd90::/48" } })).toEqual([
      "ipv6Networks.pod: ipv6Networks.pod and ipv6Networks.machine overlap",
    ]);
  });

  it("side by side are accepted", () => {
    expect(mistakesOf({ machineNetwork: "10.95.255.0/24", serviceNetwork: "10.96.0.0/16" })).toEqual([]);
  });
});
