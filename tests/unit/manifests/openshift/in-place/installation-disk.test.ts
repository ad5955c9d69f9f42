import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { inPlacePaths } from "../../../../../manifests/openshift/in-place/paths";
import { inPlacePlanOf } from "../../../../support/openshift-plan";
import { fake, type FakeMachine } from "../bootkube/fake-machine";
import { liveMachine, standInPlan } from "./fake-node";

const script = bootkubeScript(standInPlan);
const disk = `${fake}/disks/dev/vda`;
const coreos = "BIOS-BOOT\nEFI-SYSTEM\nboot\nroot\n";

/** What stands in the way of a stage. */
function obstacle(machine: FakeMachine, stage: string): string {
  machine.write(inPlacePaths.masterConfig, "{}");
  machine.run(script, `run_stage ${stage} 0`);
  return machine.report().find(({ name }) => name === stage)?.lastError ?? "";
}

describe.each(["installation-disk", "install"])("the disk, at stage %s,", (stage) => {
  it("is taken where it is a disk that nothing uses, whatever else is on it", () => {
    const machine = liveMachine();
    machine.write(`${disk}/PARTLABEL`, "primary\n");
    machine.write(`${disk}/MOUNTPOINTS`, "\n\n");
    expect(obstacle(machine, stage)).toBe("");
  });

  it("trap: explicit installation disk: is the one that is configured, and where that is absent none is chosen in its place", () => {
    const machine = liveMachine();
    machine.remove(disk);
    expect(obstacle(machine, stage)).toBe(
      "there is no such disk: nothing is there; where: openshift.installationDisk, /dev/vda; " +
        "why: whatever is on the disk that is installed on is lost, so no other one is taken for it; " +
        "remedy: set it to one of: /dev/vda /dev/sr0 , then pulumi destroy and pulumi up",
    );
  });

  it("is refused where it is a part of a disk", () => {
    const machine = liveMachine();
    machine.write(`${disk}/TYPE`, "part\n");
    expect(obstacle(machine, stage)).toContain("there is no such disk: part is there");
  });

  it("is refused where something of it is mounted", () => {
    const machine = liveMachine();
    machine.write(`${disk}/MOUNTPOINTS`, "\n/var/data\n");
    expect(obstacle(machine, stage)).toMatch(
      /^the disk is in use: \/var\/data; where: .*\/dev\/vda; why: .*; remedy: umount it here/,
    );
    expect(machine.has(`${disk}/ignition`)).toBe(false);
  });
});

describe("a disk that has a CoreOS on it", () => {
  it("trap: boot order: is not overwritten by a machine that boots from the live image though it has been installed", () => {
    const machine = liveMachine();
    machine.write(`${disk}/PARTLABEL`, coreos);
    expect(obstacle(machine, "installation-disk")).toMatch(
      /^a CoreOS is installed on the disk already.*remedy: have it boot from the disk before the live image/,
    );
  });

  it("is installed on again where the installation was begun here", () => {
    const machine = liveMachine();
    machine.write(`${disk}/PARTLABEL`, coreos);
    expect(obstacle(machine, "install")).toBe("");
    expect(machine.read(`${disk}/ignition`)).toBe("{}");
  });
});

describe("the installation", () => {
  it("is tried again where it fails", () => {
    const machine = liveMachine();
    machine.write(`${fake}/install-fails`, "");
    machine.write(inPlacePaths.masterConfig, "{}");
    expect(machine.run(script, "run_stage install 9")).toMatchObject({
      status: 0,
      said: expect.stringContaining("reading image: unexpected end of file") as string,
    });
  });

  it("is of what the live image brings, on the disk of the plan, and copies no network", () => {
    const text = bootkubeScript(
      inPlacePlanOf({ inPlace: { ...inPlace(), installationDisk: "/dev/disk/by-id/x" } }),
    );
    expect(text).toContain("disk='/dev/disk/by-id/x'\n");
    expect(text).toContain(
      'coreos-installer install --offline --ignition-file /opt/openshift/master.ign "$disk"\n',
    );
    expect(text).not.toMatch(/--copy-network|\/dev\/[sv]da/);
  });
});

function inPlace() {
  const { inPlace: found } = standInPlan.openshift;
  if (found === undefined) throw new Error("the plan does not begin in place");
  return found;
}
