import { machineIdentity } from "../../../../manifests/virtual-machine/network";
import { machinesOf } from "../../../../topology/plan";
import { anyPlanOf } from "../../../support/plan";

/** The files of lb-0, by path. */
function filesOf(config: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const plan = anyPlanOf({ platform: "libvirt", ...config });
  const machine = machinesOf(plan).find(({ name }) => name === "lb-0");
  if (machine === undefined) throw new Error("there is no lb-0");
  const { files = [] } = machineIdentity(plan, machine);
  return new Map(files.map(({ path, contents }) => [path, contents]));
}

const network = "/etc/systemd/network/10-machine.network";

describe("who a virtual machine is", () => {
  it("stands in its own files, and is asked of nobody", () => {
    const files = filesOf({});
    expect(files.get("/etc/hostname")).toBe("lb-0\n");
    expect(files.get("/etc/hosts")).toContain("10.90.0.5 lb-0.dev.hardway.internal lb-0\n");
    expect(files.get(network)).toContain("Address=10.90.0.5/24\nGateway=10.90.0.1\n");
    expect(files.get(network)).toContain("DHCP=no");
    expect(files.get(network)).toContain("[Match]\nMACAddress=02:00:0a:5a:00:05\n");
  });

  it("includes whom it asks for names: its network", () => {
    expect(filesOf({}).get("/etc/resolv.conf")).toBe("search dev.hardway.internal\nnameserver 10.90.0.1\n");
  });

  it("has an address of each family", () => {
    const dual = filesOf({ addressFamily: "dual" }).get(network);
    expect(dual).toContain("Address=10.90.0.5/24");
    expect(dual).toContain("Address=fd90::5/64\nGateway=fd90::1\n");
  });

  it("leaves the routes to pods to the unit that makes them", () => {
    expect(filesOf({}).get("/etc/systemd/networkd.conf.d/10-machine.conf")).toContain(
      "ManageForeignRoutes=no",
    );
  });
});
