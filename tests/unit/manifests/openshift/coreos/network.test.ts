import { coreosNetwork, networkProfile } from "../../../../../manifests/openshift/coreos/network";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { fileAt, first } from "../../rendered";

const plan = openshiftPlanOf();
const node = first(plan.controlPlanes);
const path = "/etc/NetworkManager/system-connections/hardway.nmconnection";

/** The settings of a profile's section, by name. */
function section(text: string, name: string): Readonly<Record<string, string>> {
  const body = new RegExp(`^\\[${name}\\]\\n((?:[^[\\n].*\\n)*)`, "m").exec(text)?.[1] ?? "";
  return Object.fromEntries(
    body
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/=(.*)/).slice(0, 2)),
  ) as Readonly<Record<string, string>>;
}

describe("the network of a machine of CoreOS", () => {
  const text = networkProfile(plan, node);

  it("is for root alone, as NetworkManager reads no other", () => {
    expect(fileAt(coreosNetwork(plan, node), path)).toMatchObject({
      mode: 0o600,
      owner: "root",
      contents: text,
    });
  });

  it("is told by the interface's hardware address, as its name depends on the hypervisor's slots", () => {
    expect(section(text, "ethernet")).toEqual({ "mac-address": node.mac });
    expect(text).not.toContain("interface-name");
  });

  it("blocker 5: goes before what NetworkManager makes by itself and after the clones that OVN makes of it", () => {
    const { autoconnect, "autoconnect-priority": priority } = section(text, "connection");
    expect(autoconnect).toBe("true");
    expect(Number(priority)).toBeGreaterThan(0);
    expect(Number(priority)).toBeLessThan(99);
  });

  it("has the plan's address, and the network's server for names", () => {
    const { gateway, prefix } = plan.networks.machine[0];
    expect(section(text, "ipv4")).toEqual({
      method: "manual",
      address1: `${node.address}/${prefix},${gateway}`,
      dns: `${gateway};`,
      "dns-search": `${plan.domain};`,
    });
    expect(section(text, "ipv6")).toEqual({ method: "disabled" });
  });

  it("has an address of each family where the plan has two", () => {
    const dual = openshiftPlanOf({}, { addressFamily: "dual" });
    const both = networkProfile(dual, first(dual.controlPlanes));
    expect(section(both, "ipv4")["method"]).toBe("manual");
    expect(section(both, "ipv6")["address1"]).toContain(
      first(dual.controlPlanes).addresses[1] ?? "no address",
    );
  });

  it("gives the machine its name, as it would be localhost after five minutes", () => {
    expect(fileAt(coreosNetwork(plan, node), "/etc/hostname")).toMatchObject({
      mode: 0o644,
      contents: `${node.name}\n`,
    });
  });

  it("has further addresses as such of a machine alone, each of its family", () => {
    const profile = networkProfile(plan, node, ["10.90.0.9", "fd90::9"]);
    expect(profile).toMatch(/^address1=\S+\naddress2=10\.90\.0\.9\/32\ndns=/m);
    expect(profile).not.toContain("fd90::9");
  });
});
