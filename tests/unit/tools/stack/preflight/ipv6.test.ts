import { refusalOfIpv6 } from "../../../../../tools/stack/preflight/ipv6";

describe("whether a host has IPv6 for a cluster", () => {
  it("is found out in a network namespace of its own, with the words of the program that refuses", async () => {
    const withoutIpv6 =
      "sysctl --quiet --write net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.lo.disable_ipv6=1";
    const refusal = await refusalOfIpv6(
      `set -e; ${withoutIpv6}; ip link set lo up; ip -6 address add fd00::1/128 dev lo`,
    );
    expect(refusal).toMatch(/denied|disabled/i);
  });

  it("is known by the exit code where the program says nothing", async () => {
    expect(await refusalOfIpv6("exit 3")).toBe("the trial ended with exit code 3");
  });
});
