import { workerFiles } from "../../../ignition/worker";
import { testBundle } from "../../support/keys";
import { planOf } from "../../support/plan";
import { first } from "../manifests/rendered";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const { files, units } = workerFiles(plan, testBundle(plan), first(plan.workers));

describe("a worker", () => {
  it("runs a node's units and no others", () => {
    expect(units.map(({ name }) => name)).toEqual([
      "node-network.service",
      "containerd.service",
      "kubelet.service",
      "kubelet-certified.service",
    ]);
  });

  it("holds two secrets: its credential to join with, and its serving key", () => {
    const secrets = files.filter(({ contents }) => /PRIVATE KEY|client-key-data/.test(contents));
    expect(secrets.map(({ path }) => path)).toEqual([
      "/etc/kubernetes/kubelet/bootstrap.kubeconfig",
      "/etc/kubernetes/kubelet/server.key",
    ]);
  });
});
