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

describe("networks that overlap", () => {
  it.each([
    ["podNetwork", "machineNetwork", { podNetwork: "10.0.0.0/9", serviceNetwork: "172.30.0.0/16" }],
    ["serviceNetwork", "machineNetwork", { serviceNetwork: "10.90.0.0/16" }],
    ["serviceNetwork", "podNetwork", { serviceNetwork: "10.244.128.0/20" }],
  ])("%s and %s are refused", (one, other, input) => {
    expect(mistakesOf(input)).toEqual([`${one}: ${one} and ${other} overlap`]);
  });

  it("side by side are accepted", () => {
    expect(mistakesOf({ machineNetwork: "10.95.255.0/24", serviceNetwork: "10.96.0.0/16" })).toEqual([]);
  });
});

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
