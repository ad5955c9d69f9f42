import { everyMoment } from "../../../../support/every-moment";
import { stagesOf } from "../../../../../manifests/openshift/bootkube/stages";
import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { fake, type FakeMachine } from "../bootkube/fake-machine";
import { installedOn, liveMachine, standInPlan } from "./fake-node";

const script = bootkubeScript(standInPlan);
const names = stagesOf(standInPlan)
  .filter((stage) => stage.script === "bootkube")
  .map(({ name }) => name);
const steps = (machine: FakeMachine) => machine.read(`${fake}/steps`).trimEnd().split("\n");

/** What is installed, without the times at which stages began and ended. */
function installed(machine: FakeMachine) {
  const { storage, ...rest } = installedOn(machine);
  const files = storage.files.map(({ contents, ...file }) =>
    /At$/.test(file.path) ? file : { ...file, contents },
  );
  return { ...rest, directories: storage.directories, files };
}

describe("a cluster that begins in place", () => {
  const machine = liveMachine();
  const run = machine.run(script);

  it("goes through, and boots into what it has installed", () => {
    expect(run).toMatchObject({ status: 0 });
    expect(machine.read(`${fake}/systemctl`)).toBe("reboot\n");
    expect(machine.has("/opt/openshift/.bootkube.done")).toBe(true);
    expect(machine.report().map(({ name, result }) => [name, result])).toEqual(
      names.map((name) => [name, "done"]),
    );
  });

  it("looks at the disk before it does anything", () => {
    expect(names[0]).toBe("installation-disk");
    expect(steps(machine)[0]).toBe("lsblk --noheadings --nodeps --output TYPE /dev/vda");
  });

  it("does not wait for control planes, nor mark anything complete: nobody has taken over yet", () => {
    expect(machine.has(`${fake}/complete`)).toBe(false);
    expect(script).not.toMatch(/stage_(control_planes|teardown|complete|member_removed|overrides)\(/);
  });

  it("approves nobody's certificate request: the gates do, in both of a node's rounds", () => {
    expect(script).not.toMatch(/certificate approve|certificatesigningrequest|\bcsr\b/i);
  });

  it("speaks to its own API server alone, which needs no name and no other machine", () => {
    const used = new Set(
      machine
        .read(`${fake}/calls`)
        .trimEnd()
        .split("\n")
        .map((call) => call.split(" ")[0]),
    );
    expect([...used]).toEqual(["kubeconfig-loopback"]);
  });

  it("tells of its last stage before etcd ends, and asks nobody after that", () => {
    const published = JSON.parse(machine.read(`${fake}/published`)) as {
      readonly data: Record<string, string>;
    };
    expect(published.data["stages.json"]).toContain('"name":"served-config"');
    expect(published.data["stages.json"]).not.toContain('"name":"install"');
  });

  it("reboots and does nothing else where it is run again", () => {
    const before = steps(machine).length;
    expect(machine.run(script).status).toBe(0);
    expect(steps(machine).slice(before)).toEqual([]);
    expect(machine.read(`${fake}/systemctl`)).toBe("reboot\nreboot\n");
  });
});

/** The live system at the point from which it is no more a bootstrap machine. */
function standingCluster(): FakeMachine {
  const machine = liveMachine();
  for (const name of names.slice(0, names.indexOf("served-config")))
    machine.write(`/opt/openshift/stages/${name}/result`, "done\n");
  return machine;
}

describe("a live system that is killed", () => {
  const undisturbed = standingCluster();
  undisturbed.run(script);
  // Of the many calls that pack one file each, some stand for all.
  const moments = steps(undisturbed)
    .map((call, index) => [index + 1, call.split(" ")[0] ?? ""] as const)
    .filter(([moment, program]) => !/^(jq|gzip)/.test(program) || moment % 20 === 3);
  const firstOfEach = moments.filter(
    ([, program], index) => moments.findIndex(([, other]) => other === program) === index,
  );

  it.each(everyMoment ? moments : firstOfEach)("at step %d, %s, installs the same", (moment) => {
    const machine = standingCluster();
    machine.write(`${fake}/kill-at-step`, String(moment));
    expect(machine.run(script).status).not.toBe(0);
    expect(machine.has("/opt/openshift/.bootkube.done")).toBe(false);
    expect(machine.run(script)).toMatchObject({ status: 0 });
    expect(installed(machine)).toEqual(installed(undisturbed));
    expect(machine.list("/etc/kubernetes/manifests")).not.toContain("etcd-member-pod.yaml");
  });

  it("is killed at every program that it runs", () => {
    expect(new Set(moments.map(([, program]) => program))).toEqual(
      new Set(["served-config", "jq", "gzip", "crictl", "journalctl", "lsblk", "coreos-installer", "sync"]),
    );
  });
});
