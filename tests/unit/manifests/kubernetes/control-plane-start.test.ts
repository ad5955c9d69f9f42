import { spawnSync } from "node:child_process";
import { controlPlaneStart } from "../../../../manifests/kubernetes/control-plane-start";
import { controlPlanePrograms } from "../../../../manifests/kubernetes/control-plane";
import { directories } from "../../../../manifests/kubernetes/paths";
import { etcdUrlsFor } from "../../../../topology/endpoints";
import type { NodeMachine } from "../../../../topology/plan";
import { testBundle } from "../../../support/keys";
import { externalPlanOf } from "../../../support/plan";
import { fileAt } from "../rendered";

const plan = externalPlanOf();
const [machine] = plan.controlPlanes as readonly [NodeMachine];

describe("a control plane without an etcd of its own", () => {
  const { contents } = fileAt(controlPlaneStart(plan), "/usr/local/bin/control-plane-start");

  it("starts when a member answers, whichever that is", () => {
    expect(spawnSync("sh", ["-n", "-c", contents]).status).toBe(0);
    expect(contents).toContain(`for url in ${etcdUrlsFor(plan).join(" ")}; do`);
  });

  it("starts every pod that it was given, and etcd is none of them", () => {
    const { files, directories: made } = controlPlanePrograms(plan, testBundle(plan), {
      machine,
      podDirectory: directories.staticPods,
    });
    const pods = (files ?? []).flatMap(({ path }) => /static-pods\/(.*)\.yaml$/.exec(path)?.[1] ?? []);
    expect(contents).toContain(`for program in ${pods.join(" ")}; do`);
    expect(pods).not.toContain("etcd");
    expect((made ?? []).map(({ path }) => path)).not.toContain(directories.etcdData);
  });
});
