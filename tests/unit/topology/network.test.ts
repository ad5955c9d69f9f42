import {
  addressAt,
  canonicalAddress,
  familyOf,
  hostNumberIn,
  hostOf,
  isAddress,
  isOrdinary,
  lastHostNumberOf,
  macOf,
  networkOfOne,
  overlap,
  parseNetwork,
  podNetworkAt,
  sizeOf,
  socketAddress,
  validNetwork,
} from "../../../topology/network";

const machines = validNetwork("10.90.0.0/24");
const machines6 = validNetwork("fd90::/64");

describe("a network", () => {
  it("is read from its text", () => {
    expect(parseNetwork("10.90.0.0/24")).toEqual({ family: "ipv4", cidr: "10.90.0.0/24", prefix: 24 });
  });

  it("of IPv6 is written in its shortest form, however it was given", () => {
    expect(parseNetwork("FD90:0:0::/64")).toEqual({ family: "ipv6", cidr: "fd90::/64", prefix: 64 });
  });

  it.each([
    "10.90.0.1/24",
    "10.90.0.0",
    "10.90.0/24",
    "10.90.0.0/33",
    "fd90::1/64",
    "fd90::/129",
    "fe80::%eth0/64",
    "fd90::/64/64",
    "10.0x5a.0.0/16",
    " 10.90.0.0/24",
    "",
  ])("is not %j", (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });

  it("that got past the schema without being one is an error of the program", () => {
    expect(() => validNetwork("none")).toThrow("none passed the schema but is no network");
  });

  it.each([
    ["10.90.0.0/24", "10.90.0.0/28", true],
    ["10.90.0.16/28", "10.90.0.0/24", true],
    ["10.90.0.0/24", "10.90.1.0/24", false],
    ["0.0.0.0/0", "255.255.255.0/24", true],
    ["fd90::/64", "fd90::5:0/112", true],
    ["fd90::/64", "fd90:0:0:1::/64", false],
    ["::/0", "10.90.0.0/24", false],
  ])("%s and %s share an address: %s", (one, other, expected) => {
    expect(overlap(validNetwork(one), validNetwork(other))).toBe(expected);
    expect(overlap(validNetwork(other), validNetwork(one))).toBe(expected);
  });

  it.each([
    "127.0.0.0/8",
    "126.0.0.0/7",
    "0.0.0.0/0",
    "169.254.1.0/24",
    "224.0.0.0/24",
    "255.255.255.0/24",
    "::/0",
    "::1/128",
    "fe80::/64",
    "ff02::/16",
  ])("%s has addresses that no host can have", (text) => {
    expect(isOrdinary(validNetwork(text))).toBe(false);
  });

  it.each([
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "203.0.113.0/24",
    "fd90::/64",
    "2001:db8::/32",
  ])("%s has none but such as hosts can have", (text) => {
    expect(isOrdinary(validNetwork(text))).toBe(true);
  });

  it("has 2^(32 - prefix) addresses", () => {
    expect([sizeOf(machines), sizeOf(validNetwork("0.0.0.0/0"))]).toEqual([256, 4294967296]);
  });

  it("of the pods is cut into one for each machine, by the machine's number", () => {
    expect(podNetworkAt(validNetwork("10.244.0.0/16"), 11)).toMatchObject({
      cidr: "10.244.11.0/24",
      prefix: 24,
    });
    expect(podNetworkAt(validNetwork("200.0.0.0/8"), 254).cidr).toBe("200.0.254.0/24");
    expect(podNetworkAt(validNetwork("fd42::/48"), 11)).toMatchObject({
      cidr: "fd42:0:0:11::/64",
      prefix: 64,
    });
    expect(podNetworkAt(validNetwork("fd42::/52"), 254).cidr).toBe("fd42:0:0:254::/64");
  });

  it("has host numbers up to its size, and up to 254", () => {
    const last = ["10.90.0.0/28", "10.90.0.0/24", "10.90.0.0/16", "fd90::/64"]
      .map(validNetwork)
      .map(lastHostNumberOf);
    expect(last).toEqual([14, 254, 254, 254]);
  });
});

describe("an address", () => {
  it.each(["10.90.0.5", "0.0.0.0", "255.255.255.255", "::1", "FD90:0::5"])("is %s", (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each([
    "10.90.0",
    "10.90.0.256",
    "10.90.0.5/24",
    "fe80::1%eth0",
    "fd90:::5",
    "a.b.c.d",
    "167903237",
    "10.90.0.05",
    "",
  ])("is not %j", (text) => {
    expect(isAddress(text)).toBe(false);
  });

  it("stands at its place in its network", () => {
    expect(addressAt(machines, 21)).toBe("10.90.0.21");
    expect(hostNumberIn(machines, "10.90.0.21")).toBe(21);
  });

  it("of IPv6 ends in the digits of its number as they are read", () => {
    expect(addressAt(machines6, 193)).toBe("fd90::193");
    expect(hostNumberIn(machines6, "fd90::193")).toBe(193);
  });

  it("of either family has a text that all programs compare and one that takes a port", () => {
    expect(["10.90.0.5", "FD90:0:0::5"].map(canonicalAddress)).toEqual(["10.90.0.5", "fd90::5"]);
    expect(["10.90.0.5", "fd90::5"].map((address) => socketAddress(address, 6443))).toEqual([
      "10.90.0.5:6443",
      "[fd90::5]:6443",
    ]);
    expect(["10.90.0.5", "fd90::5"].map((address) => networkOfOne(address).cidr)).toEqual([
      "10.90.0.5/32",
      "fd90::5/128",
    ]);
    expect(["10.90.0.5", "fd90::5"].map(hostOf)).toEqual(["10.90.0.5", "[fd90::5]"]);
    expect(["10.90.0.5", "fd90::5", "lb-0"].map(familyOf)).toEqual(["ipv4", "ipv6", undefined]);
  });

  it.each([
    ["10.90.0.1", true],
    ["10.90.0.254", true],
    ["10.90.0.0", false],
    ["10.90.0.255", false],
    ["10.90.1.1", false],
    ["10.89.255.255", false],
  ])("%s is one for a host of 10.90.0.0/24: %s", (address, expected) => {
    expect(hostNumberIn(machines, address) !== undefined).toBe(expected);
  });

  it.each([
    ["fd90::254", true],
    ["fd90::", false],
    ["fd90::255", false],
    ["fd90::b", false],
    ["fd90::1e2", false],
    ["fd90:0:0:1::5", false],
    ["10.90.0.5", false],
  ])("%s is one for a host of fd90::/64: %s", (address, expected) => {
    expect(hostNumberIn(machines6, address) !== undefined).toBe(expected);
  });

  it("gives a MAC address that is locally administered", () => {
    expect(macOf("10.90.0.21")).toBe("02:00:0a:5a:00:15");
    expect(macOf("fd90::193")).toMatch(/^02:([0-9a-f]{2}:){3}01:93$/);
    expect(macOf("fd90::193")).not.toBe(macOf("fd91::193"));
  });
});
