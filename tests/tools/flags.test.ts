import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { machineFiles } from "../../ignition/node";
import { testBundle } from "../support/keys";
import { planOf } from "../support/plan";
import { first, flagsOf } from "../unit/manifests/rendered";

const programs = join(__dirname, "../../.tools/machine/bin");
const plan = planOf({ controlPlanes: 1, workers: 0 });
const files = machineFiles(plan, testBundle(plan), first(plan.controlPlanes)).files;

/** A program's flags by name, with what it says of each; etcd writes to standard error. */
function offeredBy(program: string): ReadonlyMap<string, string> {
  const { stdout, stderr, error } = spawnSync(join(programs, program), ["--help"], { encoding: "utf8" });
  if (error !== undefined) throw error;
  const help = [...(stdout + stderr).matchAll(/^ +--([a-z0-9-]+)[ =]?(.*(?:\n {6,}(?!--).*)*)/gm)];
  return new Map(help.map(([, name = "", text = ""]) => [name, text]));
}

describe.each(["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"])("%s", (program) => {
  const pod = files.find(({ path }) => path.endsWith(`static-pods/${program}.yaml`))?.contents ?? "";
  const used = [...flagsOf(pod).keys()];
  const offered = offeredBy(program);

  it("knows every flag that it is given", () => {
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((name) => !offered.has(name))).toEqual([]);
  });

  it("calls none of them deprecated", () => {
    expect(used.filter((name) => /deprecated/i.test(offered.get(name) ?? ""))).toEqual([]);
  });
});
