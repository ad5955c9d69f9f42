import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { debianFolder } from "../../machine-image/debian";
import { containerMachine } from "../../machine-image/variant";
import { fillKeepalived } from "../../manifests/openshift/floating-address/keepalived-pod";
import { keepalivedTemplate } from "../../manifests/openshift/floating-address/keepalived-template";
import { floatingPlaces } from "../../manifests/openshift/floating-address/places";
import { floatingPlanOf } from "../support/floating-plan";
import { temporaryFolder } from "../support/temporary-folder";
import { fakeControlPlane } from "../unit/manifests/openshift/floating-address/control-plane";

const shared = (addressFamily: string) => floatingPlanOf({ addressFamily });

/**
 * What keepalived of the machine image says of a configuration, in a network of its own that has the interface br-ex. It is
 * of nearly the version that the release has. Needs root.
 */
async function verdictOn(configuration: string, address: string) {
  const folder = temporaryFolder("keepalived");
  writeFileSync(join(folder, "keepalived.conf"), configuration);
  const debian = await debianFolder(containerMachine, () => {
    throw new Error("the Debian of machines is not there: make image");
  });
  const inside = `
    ip link add br-ex type veth peer name outside
    ip address add "$1" dev br-ex
    ip link set br-ex up
    mount --bind "$2" "$3/mnt"
    mount -t tmpfs none "$3/tmp"
    status=0
    chroot "$3" keepalived --config-test=/tmp/said --use-file=/mnt/keepalived.conf || status=$?
    cat "$3/tmp/said"
    exit $status`;
  const { status, stdout, stderr, error } = spawnSync(
    "unshare",
    ["--net", "--mount", "--propagation", "private", "sh", "-ec", inside, "sh", address, folder, debian],
    { encoding: "utf8" },
  );
  if (error !== undefined) throw error;
  return { status, said: stdout + stderr };
}

describe("keepalived --config-test", () => {
  it.each([
    ["ipv4", 24],
    ["ipv6", 64],
    ["dual", 24],
  ])("accepts the configuration of a control plane of %s, without a warning", async (family, prefix) => {
    const plan = shared(family);
    const address = `${plan.virtualRouter.sharers[1] ?? ""}/${prefix}`;
    const machine = fakeControlPlane();
    machine.write(floatingPlaces.keepalivedTemplate, keepalivedTemplate(plan));
    machine.addresses(`br-ex ${address}`);
    expect(machine.run(fillKeepalived(plan))).toEqual({ status: 0, said: "" });
    const configuration = machine.read(floatingPlaces.keepalivedConfiguration);
    expect(await verdictOn(configuration, address)).toEqual({ status: 0, said: "" });
  });

  it("refuses the template, whose blanks are not filled", async () => {
    const plan = shared("ipv4");
    expect((await verdictOn(keepalivedTemplate(plan), "10.90.0.11/24")).status).not.toBe(0);
  });
});
