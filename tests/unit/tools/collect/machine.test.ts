import { hostPath, machinesIn } from "../../../../tools/collect/machine";

const inspected = {
  Name: "hardway-dev-master-0",
  State: { Running: true, Pid: 42, Status: "running" },
  Config: { Env: ["container=podman", "TOKEN=something"], Hostname: "master-0" },
  GraphDriver: { Name: "overlay", Data: { UpperDir: "/storage/diff" } },
  Mounts: [{ Type: "volume", Source: "/volumes/master-0", Destination: "/var" }],
};
const stopped = { ...inspected, State: { Running: false, Pid: 0, Status: "exited" } };

describe("machinesIn", () => {
  it("reads what podman knows of each machine, and hides the environment's values", () => {
    const [machine] = machinesIn(JSON.stringify([inspected]), "hardway-dev");
    expect(machine).toMatchObject({ name: "master-0", pid: 42, volume: "/volumes/master-0" });
    expect(machine?.description).toContain('"TOKEN=(not shown)"');
    expect(machine?.description).toContain('"Status": "running"');
    expect(machine?.description).not.toContain("something");
  });
});

describe("hostPath", () => {
  it("goes through the first process of a frozen machine too", () => {
    const frozen = { ...inspected, State: { Running: false, Paused: true, Pid: 42, Status: "paused" } };
    const [machine] = machinesIn(JSON.stringify([frozen]), "hardway-dev");
    expect(machine && hostPath(machine, "/etc/kubernetes")).toBe("/proc/42/root/etc/kubernetes");
  });

  it("goes through the first process of a machine that runs, and so sees all its mounts", () => {
    const [machine] = machinesIn(JSON.stringify([inspected]), "hardway-dev");
    expect(machine && hostPath(machine, "/run/log/journal")).toBe("/proc/42/root/run/log/journal");
  });

  it("finds what a machine has written that does not run", () => {
    const [machine] = machinesIn(JSON.stringify([stopped]), "hardway-dev");
    expect(machine && hostPath(machine, "/etc/kubernetes")).toBe("/storage/diff/etc/kubernetes");
    expect(machine && hostPath(machine, "/var/log/pods")).toBe("/volumes/master-0/log/pods");
  });
});
