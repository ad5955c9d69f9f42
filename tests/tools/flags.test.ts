import { machineFiles } from "../../ignition/node";
import { testBundle } from "../support/keys";
import { planOf } from "../support/plan";
import { first, flagsOf } from "../unit/manifests/rendered";
import { offeredBy } from "./offered-flags";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const files = machineFiles(plan, testBundle(plan), first(plan.controlPlanes)).files;

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
