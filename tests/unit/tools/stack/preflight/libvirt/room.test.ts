import { roomProblems } from "../../../../../../tools/stack/preflight/libvirt/room";
import { roomIn, roomOf } from "../../../../../../tools/stack/preflight/libvirt/room-facts";
import { onlyHypervisorOf } from "../../../../../../topology/libvirt";
import type { ClusterPlan } from "../../../../../../topology/plan";
import { okdInput } from "../../../../../support/openshift-config";
import { anyPlanOf, planOf } from "../../../../../support/plan";
import { withStandIn } from "../../../../../support/stand-in-program";
import { fitFacts } from "./fit-facts";

const kubernetes = planOf({ platform: "libvirt", controlPlanes: 1, workers: 1 });
const okd = anyPlanOf(okdInput({}, { controlPlanes: 3, workers: 2 }));

const seen = (plan: ClusterPlan, room: number | undefined, machines: readonly string[] = []) =>
  roomProblems({ ...fitFacts, room, machines }, plan, onlyHypervisorOf(plan)).map((problem) => problem.seen);

describe("too little room for disks on the hypervisor", () => {
  it("is said with the sum for the machines that are not there yet, and what all disks take in the end", () => {
    expect(seen(okd, 102_399)).toEqual([
      "102399 MiB are free, 102400 MiB are needed: 6 × 16384, and 4096 for the image; all disks full take 600 GiB",
    ]);
    expect(seen(okd, 102_400)).toEqual([]);
    expect(seen(kubernetes, 100)).toEqual([
      "100 MiB are free, 5120 MiB are needed: 4 × 1024, and 1024 for the image; all disks full take 60 GiB",
    ]);
  });

  it("is never that of machines which are there", () => {
    expect(seen(kubernetes, 0, ["lb-0", "bootstrap", "master-0", "worker-0"])).toEqual([]);
  });

  it("is not that of stages before which the configuration stops", () => {
    expect(seen({ ...okd, until: "bootstrap" }, 100)[0]).toContain("20480 MiB are needed: 1 × 16384");
  });

  it("is no problem where nobody can be asked", () => {
    expect(seen(okd, undefined)).toEqual([]);
  });
});

describe("the room on a hypervisor", () => {
  const noPool = () => Promise.resolve({ exitCode: 1, output: "", errors: "no such pool" });
  const place = { pool: "hardway-dev", folder: "/var/lib/libvirt/hardway" };

  it("is that of the pool where there is one", async () => {
    const pool = () => Promise.resolve({ exitCode: 0, output: "Available:      2147483648\n", errors: "" });
    expect(await roomOf(pool, { ...place, uri: "qemu:///system" })).toBe(2048);
  });

  it("is that of this host's folder where it is the hypervisor", async () => {
    expect(await roomOf(noPool, { ...place, uri: "qemu:///system", folder: "/tmp/absent" })).toBeGreaterThan(
      0,
    );
  });

  it("is asked of the hypervisor itself where it is another one, and not of this host", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = withStandIn("ssh", "echo '    Avail'; echo '    12345'\n")["PATH"];
    expect(await roomOf(noPool, { ...place, uri: "qemu+ssh://root@far/system" })).toBe(12_345);
    process.env["PATH"] = path;
  });

  it("is not known where libvirt alone is reached, or df says nothing", async () => {
    expect(await roomOf(noPool, { ...place, uri: "qemu+tls://far/system" })).toBeUndefined();
    expect(roomIn("df: no such file\n")).toBeUndefined();
  });
});
