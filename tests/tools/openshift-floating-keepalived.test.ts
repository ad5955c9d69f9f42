import { spawnSync } from "node:child_process";
import { machineImageReference } from "../../machine-image/reference";
import { fillKeepalived } from "../../manifests/openshift/floating-address/keepalived-pod";
import { keepalivedTemplate } from "../../manifests/openshift/floating-address/keepalived-template";
import { floatingPlaces } from "../../manifests/openshift/floating-address/places";
import { floatingPlanOf } from "../support/floating-plan";
import { fakeControlPlane } from "../unit/manifests/openshift/floating-address/control-plane";

const shared = (addressFamily: string) => floatingPlanOf({ addressFamily });

/**
 * What keepalived of the machine image says of a configuration, in a network of its own that has the interface br-ex. It is
 * of nearly the version that the release has. Needs root.
 */
function verdictOn(configuration: string, address: string) {
  const inside = `
    ip link add br-ex type veth peer name outside
    ip address add "$1" dev br-ex
    ip link set br-ex up
    cat >/run/keepalived.conf
    status=0
    keepalived --config-test=/run/said --use-file=/run/keepalived.conf || status=$?
    cat /run/said
    exit $status`;
  const container = [
    "--rm",
    "--interactive",
    "--network=none",
    "--privileged",
    ...["--ulimit=nofile=20000:20000", "--ulimit=nproc=20000:20000"],
    "--entrypoint=/bin/sh",
  ];
  const { status, stdout, stderr, error } = spawnSync(
    "podman",
    ["run", ...container, machineImageReference(), "-ec", inside, "sh", address],
    { encoding: "utf8", input: configuration },
  );
  if (error !== undefined) throw error;
  return { status, said: stdout + stderr };
}

describe("keepalived --config-test", () => {
  it.each([
    ["ipv4", 24],
    ["ipv6", 64],
    ["dual", 24],
  ])("accepts the configuration of a control plane of %s, without a warning", (family, prefix) => {
    const plan = shared(family);
    const address = `${plan.virtualRouter.sharers[1] ?? ""}/${prefix}`;
    const machine = fakeControlPlane();
    machine.write(floatingPlaces.keepalivedTemplate, keepalivedTemplate(plan));
    machine.addresses(`br-ex ${address}`);
    expect(machine.run(fillKeepalived(plan))).toEqual({ status: 0, said: "" });
    const configuration = machine.read(floatingPlaces.keepalivedConfiguration);
    expect(verdictOn(configuration, address)).toEqual({ status: 0, said: "" });
  });

  it("refuses the template, whose blanks are not filled", () => {
    const plan = shared("ipv4");
    expect(verdictOn(keepalivedTemplate(plan), "10.90.0.11/24").status).not.toBe(0);
  });
});
