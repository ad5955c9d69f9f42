import type { Send } from "../../../../checks/clients/https";
import { kubernetesAt } from "../../../../checks/clients/kubernetes";
import { settleOpenshift } from "../../../../gates/openshift/settled";
import { fakeClock, recordingContext, untimed } from "../../../support/gate-context";
import { StandInApi, standInUrl } from "../../../support/stand-in-api";
import { etcdOf, master, masters, put, putConfigMap, putMembers, putNode } from "./cluster";
import { pivoted } from "./pivoted";

const operators = ["Etcd", "KubeAPIServer", "KubeControllerManager", "KubeScheduler"] as const;
const [, second = master] = masters;

/** A cluster that has pivoted and in which nothing is on its way. */
function whole(): StandInApi {
  const api = pivoted();
  for (const { name, address } of masters) putNode(api, name, { roles: ["master"], address });
  for (const kind of operators) putRevisions(api, kind, 3, 3, 3);
  return api;
}

function putRevisions(
  api: StandInApi,
  kind: (typeof operators)[number],
  ...current: readonly number[]
): void {
  const nodeStatuses = masters.flatMap(({ name }, index) => {
    const currentRevision = current[index];
    return currentRevision === undefined ? [] : [{ nodeName: name, currentRevision }];
  });
  const conditions = [{ type: "EtcdBootstrapMemberRemoved", status: "True" }];
  put(api, kind, "cluster", { status: { conditions, latestAvailableRevision: 3, nodeStatuses } });
}

/** The gate of the first control plane, in a cluster that is mended after a minute. */
function settle(api: StandInApi, mend: () => void = () => undefined) {
  const gate = recordingContext(
    fakeClock((milliseconds) => {
      if (milliseconds === 60_000) mend();
    }),
  );
  const settled = settleOpenshift(gate, {
    node: master,
    kubernetes: api.kubernetes,
    etcd: etcdOf(api, masters),
  });
  return { settled, gate };
}

const firstLineOf = (lines: readonly string[]): string => untimed(lines[0] ?? "");

describe("the gate between two control planes of OpenShift", () => {
  it("holds up no first boot: while the cluster bootstraps it ends at once", async () => {
    const { settled, gate } = settle(new StandInApi());
    expect(await settled).toEqual({ node: "master-0" });
    expect(gate.lines.map(untimed)).toEqual([
      "settled: the cluster bootstraps: there is no ConfigMap kube-system/bootstrap",
    ]);
  });

  it("does not take an API that is silent for a cluster that bootstraps", async () => {
    const api = whole();
    const silent: Send = () =>
      Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
    const gate = recordingContext(fakeClock());
    const settled = settleOpenshift(gate, {
      node: master,
      kubernetes: kubernetesAt(standInUrl, silent),
      etcd: etcdOf(api, masters),
    });
    await expect(settled).rejects.toThrow(/gave up waiting for master-0 to be whole again/);
  });

  it("ends at once where nothing is on its way", async () => {
    const { settled, gate } = settle(whole());
    await settled;
    expect(gate.lines.map(untimed)).toEqual(["settled: master-0 is whole"]);
  });

  it("says everything that a machine lacks which has just been made", async () => {
    const api = whole();
    api.objects.delete("/api/v1/nodes/master-0");
    putMembers(api, masters, masters.slice(1));
    api.answers.delete(`https://${master.address}:6443/readyz`);
    for (const kind of operators) put(api, kind, "cluster", { status: { nodeStatuses: [] } });
    const { settled, gate } = settle(api, () => {
      for (const [path, object] of whole().objects) api.objects.set(path, object);
      for (const [url, answer] of whole().answers) api.answers.set(url, answer);
    });
    await settled;
    expect(firstLineOf(gate.lines)).toMatch(
      /^settled: master-0 is no node; KubeAPIServer has no revision on master-0; .*connection refused.*; master-0 is no member of etcd/,
    );
  });

  it.each<[string, (api: StandInApi) => void, string]>([
    [
      "whose kubelet does not report",
      (api) => {
        putNode(api, master.name, { roles: ["master"], address: master.address, ready: "False" });
      },
      "master-0 is not Ready: KubeletNotReady",
    ],
    [
      "that has another role",
      (api) => {
        putNode(api, master.name, { roles: ["worker"] });
      },
      "master-0 has no label node-role.kubernetes.io/master",
    ],
    [
      "while an operator starts the static pods of another",
      (api) => {
        putRevisions(api, "Etcd", 3, 2, 3);
      },
      `Etcd is at revision 2 of 3 on ${second.name}`,
    ],
    [
      "while the bootstrap machine is still needed",
      (api) => {
        putConfigMap(api, "openshift-etcd/etcd-endpoints", {
          metadata: { annotations: { "alpha.installer.openshift.io/etcd-bootstrap": "10.90.0.10" } },
        });
      },
      "ConfigMap openshift-etcd/etcd-endpoints still has the annotation alpha.installer.openshift.io/etcd-bootstrap: 10.90.0.10",
    ],
  ])("keeps the next one from leaving after a machine %s", async (_, breaks, state) => {
    const api = whole();
    breaks(api);
    const { settled, gate } = settle(api);
    await expect(settled).rejects.toThrow(/gave up waiting for master-0 to be whole again/);
    expect(firstLineOf(gate.lines)).toBe(`settled: ${state}`);
  });
});
