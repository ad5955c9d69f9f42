import {
  addressAt,
  isAddress,
  isHostAddress,
  isOrdinary,
  macOf,
  overlap,
  parseNetwork,
  placeIn,
  sizeOf,
  subnetAt,
  validNetwork,
} from "../../../topology/network";

const machines = validNetwork("10.90.0.0/24");

describe("a network", () => {
  it("is read from its text", () => {
    expect(parseNetwork("10.90.0.0/24")).toEqual({ cidr: "10.90.0.0/24", prefix: 24 });
  });

  it.each([
    "10.90.0.1/24",
    "10.90.0.0",
    "10.90.0/24",
    "10.90.0.0/33",
    "fd00::/64",
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
  ])("%s and %s share an address: %s", (one, other, expected) => {
    expect(overlap(validNetwork(one), validNetwork(other))).toBe(expected);
    expect(overlap(validNetwork(other), validNetwork(one))).toBe(expected);
  });

  it.each(["127.0.0.0/8", "126.0.0.0/7", "0.0.0.0/0", "169.254.1.0/24", "224.0.0.0/24", "255.255.255.0/24"])(
    "%s has addresses that no host can have",
    (text) => {
      expect(isOrdinary(validNetwork(text))).toBe(false);
    },
  );

  it.each(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "203.0.113.0/24"])(
    "%s has none but such as hosts can have",
    (text) => {
      expect(isOrdinary(validNetwork(text))).toBe(true);
    },
  );

  it("has 2^(32 - prefix) addresses", () => {
    expect([sizeOf(machines), sizeOf(validNetwork("0.0.0.0/0"))]).toEqual([256, 4294967296]);
  });

  it("is cut into subnets by number", () => {
    expect(subnetAt(validNetwork("10.244.0.0/16"), 24, 11)).toEqual({ cidr: "10.244.11.0/24", prefix: 24 });
    expect(subnetAt(validNetwork("200.0.0.0/8"), 24, 65535).cidr).toBe("200.255.255.0/24");
  });
});

describe("an address", () => {
  it.each(["10.90.0.5", "0.0.0.0", "255.255.255.255"])("is %s", (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each(["10.90.0", "10.90.0.256", "10.90.0.5/24", "::1", "a.b.c.d", "167903237", "10.90.0.05", ""])(
    "is not %j",
    (text) => {
      expect(isAddress(text)).toBe(false);
    },
  );

  it("stands at its place in its network", () => {
    expect(addressAt(machines, 21)).toBe("10.90.0.21");
    expect(addressAt(validNetwork("200.0.0.0/8"), 65536)).toBe("200.1.0.0");
    expect(placeIn(machines, "10.90.0.21")).toBe(21);
  });

  it.each([
    ["10.90.0.1", true],
    ["10.90.0.254", true],
    ["10.90.0.0", false],
    ["10.90.0.255", false],
    ["10.90.1.1", false],
    ["10.89.255.255", false],
  ])("%s is one for a host of 10.90.0.0/24: %s", (address, expected) => {
    expect(isHostAddress(machines, address)).toBe(expected);
  });

  it("gives a MAC address that is locally administered", () => {
    expect(macOf("10.90.0.21")).toBe("02:00:0a:5a:00:15");
  });
});
