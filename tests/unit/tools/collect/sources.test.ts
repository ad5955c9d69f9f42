import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { filesOf } from "../../../../ignition/given";
import { haproxyPlacesOf } from "../../../../manifests/haproxy-places";
import { bootkubePaths } from "../../../../manifests/openshift/bootkube/paths";
import { bootkubeUnits } from "../../../../manifests/openshift/bootkube/units";
import { hostLoadBalancer, hostLoadBalancerUnit } from "../../../../manifests/libvirt/host-load-balancer";
import { folders, looksInMachine, looksOnHost, units } from "../../../../tools/collect/sources";
import { openshiftPlanOf } from "../../../support/openshift-plan";
import { testAuthority } from "../../../support/keys";
import { anyPlanOf } from "../../../support/plan";

/** What each machine is given, as the golden files list it: a path with its mode, or a unit, in each line. */
const golden = join(__dirname, "../../../golden/files");
const machines = readdirSync(golden, { recursive: true, encoding: "utf8" })
  .filter((path) => basename(path) === "index.txt")
  .map((path) => ({ name: dirname(path), given: readFileSync(join(golden, path), "utf8") }));
const given = machines.map((machine) => machine.given).join("\n");

describe("what is collected", () => {
  it("says of everything why", () => {
    for (const { why } of [...folders, ...units, ...looksInMachine, ...looksOnHost("hardway-dev")])
      expect(why.length).toBeGreaterThan(5);
  });

  it("asks etcd on the machines that have a member, each by files that it is given, and on no other", () => {
    for (const { name, given: own } of machines) {
      const asked = looksInMachine.filter(
        ({ file, needs }) => file.startsWith("etcd/") && own.includes(` ${needs ?? ""}\n`),
      );
      const hasMember = / \/var\/lib\/etcd\/\n/.test(own);
      expect([name, asked.map(({ file }) => file)]).toEqual([
        name,
        hasMember ? ["etcd/members.txt", "etcd/status.txt", "etcd/health.txt"] : [],
      ]);
      for (const path of asked.flatMap(({ command }) => filesNamedIn(command)))
        expect(own).toContain(` ${path}\n`);
    }
  });

  it("reads the journals of all units that machines are given", () => {
    const read: readonly string[] = units.map(({ unit }) => unit);
    const all = [...given.matchAll(/^unit (\S+)$/gm)].map(([, unit = ""]) => unit);
    expect(all.length).toBeGreaterThan(5);
    for (const unit of all) expect(read).toContain(unit);
  });

  it("reads the journals of OpenShift's bootstrap machine, and how far each of its stages is", () => {
    const read: readonly string[] = units.map(({ unit }) => unit);
    const own = bootkubeUnits(openshiftPlanOf()).map(({ name }) => name);
    expect(own).toHaveLength(2);
    for (const unit of own) expect(read).toContain(unit);
    expect(folders.map(({ path }) => path)).toContain(bootkubePaths.records);
  });

  it("reads what a load balancer on the hypervisor has, where there is one", () => {
    const plan = anyPlanOf({ platform: "libvirt", libvirt: { loadBalancer: "host" } });
    const files = filesOf(hostLoadBalancer(plan, testAuthority(plan))).map(({ path }) => path);
    const looks = looksOnHost("hardway-dev").filter(({ needs }) => needs !== undefined);
    expect(looks.length).toBe(2);
    for (const { needs } of looks) expect(files).toContain(needs);
    const words = looks.flatMap(({ command }) => command);
    expect(words).toContain(`--unit=${hostLoadBalancerUnit(plan)}`);
    expect(words).toContain(haproxyPlacesOf(plan).configuration);
  });

  it("takes what machines are given under /etc", () => {
    const taken = folders.map(({ path }) => `${path}/`);
    const left = [...given.matchAll(/ (\/etc\/\S*[^/\s])$/gm)]
      .map(([, path = ""]) => path)
      .filter((path) => !taken.some((folder) => path.startsWith(folder)));
    expect([...new Set(left)]).toEqual([]);
  });
});

function filesNamedIn(command: readonly string[]): readonly string[] {
  return command.flatMap((word) => /^--(?:ca)?(?:cert|key)=(.*)/.exec(word)?.[1] ?? []);
}
