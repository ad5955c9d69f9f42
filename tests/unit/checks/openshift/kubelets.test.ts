import { kubeletsOfRelease } from "../../../../checks/openshift/kubelets";
import { minorFacts, openshiftMinors } from "../../../../topology/openshift/versions";
import { StandInApi } from "../../../support/stand-in-api";

const nodes = [
  { name: "master-0", address: "10.90.0.11" },
  { name: "worker-0", address: "10.90.0.21" },
] as const;

/** What is found of a release, and of nodes with these kubelets. */
function found(version: string | undefined, kubelets: Readonly<Record<string, string>>) {
  const api = new StandInApi();
  if (version !== undefined)
    api.objects.set("/apis/config.openshift.io/v1/clusterversions/version", {
      status: { desired: { version } },
    });
  for (const [name, kubeletVersion] of Object.entries(kubelets))
    api.objects.set(`/api/v1/nodes/${name}`, {
      metadata: { name },
      status: { nodeInfo: { kubeletVersion } },
    });
  const [control, worker] = nodes;
  const plan = { controlPlanes: [control], workers: [worker] };
  return kubeletsOfRelease.probe({
    plan,
    kubernetes: api.kubernetes,
    unplanned: "a fault",
    minimumOperators: 1,
  });
}

describe("the kubelets of an OpenShift cluster", () => {
  it.each(openshiftMinors)(
    "are good in %s where they are of its own Kubernetes, and of no other",
    async (minor) => {
      const own = minorFacts(minor).kubernetesMinor;
      for (const { kubernetesMinor: other } of openshiftMinors.map(minorFacts)) {
        const { level } = await found(`${minor}.3`, { "master-0": `v${other}.9`, "worker-0": `v${own}.1` });
        expect([other, level]).toEqual([other, other === own ? "ok" : "failure"]);
      }
    },
  );

  it("are told by the node's name, with what it has and what the release is of", async () => {
    expect(await found("4.22.0", { "master-0": "v1.35.5", "worker-0": "v1.34.3" })).toEqual({
      level: "failure",
      detail: "worker-0 has kubelet v1.34.3, and 4.22.0 is of Kubernetes 1.35",
    });
  });

  it("are compared with the release that the cluster has been updated to", async () => {
    const kubelets = { "master-0": "v1.35.5", "worker-0": "v1.35.5" };
    expect((await found("4.21.0", kubelets)).level).toBe("failure");
    expect(await found("4.22.0", kubelets)).toEqual({
      level: "ok",
      detail: "2 kubelets of Kubernetes 1.35",
    });
  });

  it("trap: are not taken for 1.3 where they are 1.31", async () => {
    expect((await found("4.18.0", { "master-0": "v1.310.0" })).level).toBe("failure");
  });

  it("are not judged by a release that nobody knows, nor where the node is nobody's", async () => {
    expect((await found("4.99.0", { "master-0": "v1.99.0" })).level).toBe("ok");
    expect((await found(undefined, { "master-0": "v1.31.0" })).level).toBe("ok");
    expect((await found("4.22.0", { stranger: "v1.10.0" })).level).toBe("ok");
  });
});
