import { etcdPeerUrl } from "../../topology/endpoints";
import { familyOf, type Family, networkOfOne, overlap } from "../../topology/network";
import { etcdMembersOf, machinesOf, nodesOf } from "../../topology/plan";
import { inMachine } from "../changes/machine";
import { endsClean } from "../e2e/support/ends-clean";
import { standingCluster } from "../e2e/support/standing-cluster";
import { isHealthy } from "../faults/try-fault";
import { holderOf } from "../ha/holder";
import { clusters } from "./clusters";
import { answersAt, memberUrls, nodeAddresses, podAddresses } from "./seen";

const minutes = 60_000;

describe.each(clusters)("a cluster of $name", ({ stackName, config, plan }) => {
  const stack = standingCluster(stackName, config);

  it(
    "is healthy by every check: a Service answers by each family, between pods of different nodes",
    () => isHealthy(stack),
    5 * minutes,
  );

  it("has nodes with the planned addresses and no others", async () => {
    const planned = nodesOf(plan).map(({ name, addresses }) => [name, addresses]);
    expect(await nodeAddresses(stack)).toEqual(Object.fromEntries(planned));
  });

  it("has no address of another family on any machine that runs", async () => {
    const absent = (["ipv4", "ipv6"] as const).filter((family) => !plan.families.includes(family));
    for (const { name } of machinesOf(plan).filter(({ role }) => role !== "bootstrap"))
      for (const family of absent)
        expect(await inMachine(stack, name, `ip -oneline ${flags[family]} address show dev eth0`)).toBe("");
  });

  it("has pods with an address of each family, out of their node's own networks", async () => {
    const pods = await podAddresses(stack);
    expect(pods.length).toBeGreaterThan(0);
    for (const { node, addresses } of pods) {
      expect(addresses.map(familyOf)).toEqual(plan.families);
      const networks = nodesOf(plan).find(({ name }) => name === node)?.podNetworks ?? [];
      addresses.forEach((address, index) => {
        const whole = networkOfOne(address);
        expect(overlap(whole, networks[index] ?? whole)).toBe(true);
      });
    }
  });

  it("has members of etcd that call each other by the preferred family", async () => {
    const [asked] = etcdMembersOf(plan);
    expect(await memberUrls(stack, plan, asked)).toEqual(etcdMembersOf(plan).map(etcdPeerUrl).sort());
  });

  it(
    "answers at each of the API's addresses, which move together",
    async () => {
      const { name: holder } = await holderOf({ stack, plan });
      for (const address of plan.api.addresses) expect(await answersAt(stack, plan, address)).toBe("ok");
      await inMachine(stack, holder, "virtual-address leave");
      expect((await holderOf({ stack, plan })).name).not.toBe(holder);
      for (const address of plan.api.addresses) expect(await answersAt(stack, plan, address)).toBe("ok");
      await inMachine(stack, holder, "virtual-address join");
    },
    minutes,
  );

  endsClean(stack);
});

/** Of ip(8), by family. */
const flags = { ipv4: "-4", ipv6: "-6" } as const satisfies Readonly<Record<Family, string>>;
