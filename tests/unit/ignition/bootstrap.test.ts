import { bootstrapFiles } from "../../../ignition/bootstrap";
import { testBundle } from "../../support/keys";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const { files, units } = bootstrapFiles(plan, testBundle(plan));

describe("the bootstrap machine", () => {
  it("has its control plane where the kubelet runs it at once", () => {
    const pods = files
      .map(({ path }) => path)
      .filter((path) => path.startsWith("/etc/kubernetes/manifests/"));
    expect(pods).toHaveLength(4);
  });

  it("waits to be told that it may go", () => {
    expect(units.map(({ name }) => name)).toContain("bootstrap-pivot.service");
  });

  it("is no node: it has no pod network and no way to register", () => {
    expect(files.map(({ path }) => path).filter((path) => /cni|bootstrap\.kubeconfig/.test(path))).toEqual(
      [],
    );
  });
});
