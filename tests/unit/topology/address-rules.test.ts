import { addressRules } from "../../../topology/address-rules";
import { configSchema } from "../../../topology/config-schema";

/** The problems that the rules find in a configuration of which each value is valid by itself. */
function problemsOf(input: object) {
  const values = configSchema.parse({ clusterName: "dev", ...input });
  return addressRules.flatMap((rule) => rule.problems(values));
}

/** What is wrong, without the reasons. */
function mistakesOf(input: object) {
  return problemsOf(input).map(({ where, what }) => `${where}: ${what}`);
}

describe("the API address", () => {
  it.each(["10.91.0.5", "10.90.0.0", "10.90.0.255"])(
    "%s is refused, for no host can have it",
    (apiAddress) => {
      expect(mistakesOf({ apiAddress })).toEqual([
        "apiAddress: the API address is no host address of the machine network",
      ]);
    },
  );

  it.each([
    ["10.90.0.1", "the gateway"],
    ["10.90.0.10", "the bootstrap machine"],
    ["10.90.0.12", "the control planes"],
    ["10.90.0.22", "the workers"],
  ])("%s is refused, for %s have it", (apiAddress, owner) => {
    const [problem, ...others] = problemsOf({ apiAddress });
    expect(others).toEqual([]);
    expect([problem?.what, problem?.why].join()).toContain(owner);
  });

  it("is of the preferred family, and its digits are a number", () => {
    for (const apiAddress of ["10.90.0.5", "fd90::b", "fd91::5"])
      expect(mistakesOf({ addressFamily: "ipv6", apiAddress })).toEqual([
        "apiAddress: the API address is no host address of the machine network",
      ]);
    expect(mistakesOf({ addressFamily: "ipv6", apiAddress: "fd90::7" })).toEqual([]);
    expect(mistakesOf({ addressFamily: "dual", apiAddress: "fd90::7" })).toHaveLength(1);
  });

  it("takes no host number of its own kind where it is given", () => {
    expect(mistakesOf({ apiAddress: "10.90.0.200", hostNumbers: { bootstrap: 5 } })).toEqual([]);
  });
});

describe("host numbers", () => {
  it("that two kinds of machines would share are refused with who has them", () => {
    expect(problemsOf({ hostNumbers: { worker: 13 } })).toEqual([
      {
        what: "the workers would share an address with the control planes",
        where: "hostNumbers.worker",
        value: 13,
        why: "host numbers 11 to 13 of the network belong to the control planes",
        remedy: "choose host numbers that no other machine has, or change hostNumbers.controlPlane",
      },
    ]);
  });

  it("of the gateway are refused", () => {
    expect(mistakesOf({ hostNumbers: { loadBalancer: 1 } })).toEqual([
      "hostNumbers.loadBalancer: the load balancer would share an address with the gateway",
    ]);
  });

  it("that the network does not have are refused with the last one that it has", () => {
    expect(problemsOf({ machineNetwork: "10.90.0.0/28", hostNumbers: { worker: 14 } })).toEqual([
      {
        what: "the workers would not fit into 10.90.0.0/28",
        where: "hostNumbers.worker",
        value: 14,
        why: "the last of them would be host 15, and the last that this network has is 14",
        remedy: "choose a lower host number, fewer machines or a larger machineNetwork",
      },
    ]);
  });

  it("are counted up to the last one of IPv4 where a cluster has both families, else up to 254", () => {
    const small = { machineNetwork: "10.90.0.0/27", hostNumbers: { worker: 30 } };
    expect(mistakesOf({ ...small, addressFamily: "dual" })).toHaveLength(1);
    expect(mistakesOf({ ...small, addressFamily: "ipv6" })).toEqual([]);
    expect(mistakesOf({ addressFamily: "ipv6", hostNumbers: { worker: 254 } })).toEqual([
      "hostNumbers.worker: the workers would not fit into fd90::/64",
    ]);
  });

  it("up to the last one of the network are accepted", () => {
    expect(mistakesOf({ hostNumbers: { worker: 253 } })).toEqual([]);
  });

  it("of a kind that has no machines are free for others", () => {
    expect(mistakesOf({ workers: 0, hostNumbers: { worker: 12 } })).toEqual([]);
  });

  it("are refused where growing makes one kind run into another", () => {
    expect(mistakesOf({ controlPlanes: 9, hostNumbers: { worker: 19 } })).toEqual([
      "hostNumbers.worker: the workers would share an address with the control planes",
    ]);
  });
});
