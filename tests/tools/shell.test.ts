import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { machineFiles } from "../../ignition/node";
import { initScript } from "../../machine-image/vm/initrd";
import { hostLoadBalancer } from "../../manifests/libvirt/host-load-balancer";
import { type ClusterPlan, machinesOf } from "../../topology/plan";
import { testAuthority, testBundle } from "../support/keys";
import { anyPlanOf, externalPlanOf, planOf } from "../support/plan";

const root = join(__dirname, "../..");
const shebang = /^#!\S*[/ ](sh|bash)\b/;

/** The scripts of this repository, by path. */
function repositoryScripts(): readonly (readonly [string, string])[] {
  const listing = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z"];
  const paths = execFileSync("git", listing, { cwd: root, encoding: "utf8" }).split("\0");
  return paths
    .filter((path) => /(^|\/)[^./]+$|\.sh$/.test(path) && !path.startsWith("tests/golden/files/"))
    .map((path) => [path, readFileSync(join(root, path), "utf8")] as const)
    .filter(([, text]) => shebang.test(text));
}

/** The scripts that the machines of a plan are given, by machine and path. */
function machineScripts(plan: ClusterPlan): readonly (readonly [string, string])[] {
  const bundle = testBundle(plan);
  return machinesOf(plan).flatMap((machine) =>
    machineFiles(plan, bundle, machine)
      .files.filter(({ contents }) => shebang.test(contents))
      .map(({ path, contents }) => [`${plan.topology} ${machine.name}:${path}`, contents] as const),
  );
}

/** The scripts of a load balancer on the hypervisor, by path. */
function hypervisorScripts(): readonly (readonly [string, string])[] {
  const libvirt = { loadBalancer: "host" };
  const plan = anyPlanOf({ platform: "libvirt", libvirt, addressFamily: "dual" });
  return hostLoadBalancer(plan, testAuthority(plan))
    .files.filter(({ contents }) => shebang.test(contents))
    .map(({ path, contents }) => [`hypervisor:${path}`, contents] as const);
}

const plans = [planOf(), externalPlanOf(), anyPlanOf({ topology: "sno-plus" })];

/** The one script that is in no file. */
const ofInitrd = ["the initrd of virtual machines", initScript(["virtio.ko", "virtio_blk.ko"])] as const;

describe("shellcheck", () => {
  it.each([...plans.flatMap(machineScripts), ...hypervisorScripts(), ...repositoryScripts(), ofInitrd])(
    "has no objection to %s",
    (_, text) => {
      const { status, stdout, error } = spawnSync("shellcheck", ["-"], { input: text, encoding: "utf8" });
      if (error !== undefined) throw error;
      expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    },
  );
});
