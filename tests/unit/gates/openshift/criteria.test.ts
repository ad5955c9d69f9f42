import { criteria, type Criterion, lackOf } from "../../../../gates/openshift/criteria";
import type { StandInApi } from "../../../support/stand-in-api";
import {
  bootstrap,
  conditions,
  etcdOf,
  masters,
  put,
  putConfigMap,
  putMembers,
  putMemberStatus,
  putNode,
} from "./cluster";
import { pivoted } from "./pivoted";

type Name = keyof typeof criteria;

async function lacks(name: Name, api: StandInApi): Promise<readonly string[]> {
  const cluster = {
    controlPlanes: masters,
    kubernetes: api.kubernetes,
    etcd: etcdOf(api, [bootstrap, ...masters]),
  };
  return lackOf(cluster, criteria[name]);
}

/** What breaks a criterion, and what it then lacks. */
type Break = readonly [what: string, breaks: (api: StandInApi) => void, lack: string];

const annotation = "alpha.installer.openshift.io/etcd-bootstrap";
const [, , third] = masters as readonly { readonly name: string; readonly address: string }[];

/** Every criterion has its breaks here: the type asks for them. */
const breaks: Readonly<Record<Name, readonly Break[]>> = {
  staticPods: [
    [
      "two of three control planes, which the installer is content with",
      (api) => {
        put(api, "KubeScheduler", "cluster", { status: { nodeStatuses: revisions(1, 1) } });
      },
      "KubeScheduler has no revision on master-2",
    ],
    [
      "a node whose first revision is still being installed",
      (api) => {
        put(api, "KubeAPIServer", "cluster", { status: { nodeStatuses: revisions(4, 4, 0) } });
      },
      "KubeAPIServer has no revision on master-2",
    ],
    [
      "an operator that has not begun",
      (api) => {
        put(api, "KubeControllerManager", "cluster", {});
      },
      "KubeControllerManager has no revision on master-0",
    ],
  ],
  apiServers: [
    [
      "an API server that is not ready",
      (api) => {
        api.readiness(`https://${third?.address ?? ""}:6443`, 500);
      },
      "that of master-2 is not ready: etcd",
    ],
    [
      "an API server that does not answer",
      (api) => {
        api.answers.delete(`https://${third?.address ?? ""}:6443/readyz`);
      },
      "connection refused",
    ],
  ],
  complete: [
    [
      "a bootstrap that nobody marked",
      (api) => {
        api.objects.delete("/api/v1/namespaces/kube-system/configmaps/bootstrap");
      },
      "there is no ConfigMap kube-system/bootstrap",
    ],
    [
      "another mark",
      (api) => {
        putConfigMap(api, "kube-system/bootstrap", { data: { status: "draining" } });
      },
      "ConfigMap kube-system/bootstrap says draining",
    ],
  ],
  memberRemoved: [
    [
      "an operator that says it has not",
      (api) => {
        const status = conditions({ EtcdBootstrapMemberRemoved: "False" });
        put(api, "Etcd", "cluster", { status });
      },
      "EtcdBootstrapMemberRemoved=False (EtcdBootstrapMemberRemovedReason)",
    ],
    [
      "an operator that says only that etcd runs",
      (api) => {
        put(api, "Etcd", "cluster", { status: conditions({ EtcdRunningInCluster: "True" }) });
      },
      "says nothing of EtcdBootstrapMemberRemoved",
    ],
  ],
  voters: [
    [
      "the bootstrap machine's member, although the operator says that it is gone",
      (api) => {
        putMembers(api, masters, [{ name: "etcd-bootstrap", address: bootstrap.address }, ...masters]);
      },
      "etcd-bootstrap is still a member",
    ],
    [
      "a member that is no control plane's",
      (api) => {
        putMembers(api, masters, [...masters, { name: "", address: "10.90.0.99" }]);
      },
      "https://10.90.0.99:2380 is no control plane",
    ],
    [
      "a control plane that has no vote",
      (api) => {
        putMembers(api, masters, masters.slice(0, 2));
      },
      "master-2 is no member of etcd: the etcd operator has not added it yet",
    ],
  ],
  endpoints: [
    [
      "the bootstrap machine's address",
      (api) => {
        const metadata = { annotations: { [annotation]: bootstrap.address } };
        putConfigMap(api, "openshift-etcd/etcd-endpoints", { metadata });
      },
      `ConfigMap openshift-etcd/etcd-endpoints still has the annotation ${annotation}: 10.90.0.10`,
    ],
  ],
};

describe("the criteria of the pivot", () => {
  it("are statements, each with its why", () => {
    for (const { sentence, why } of Object.values<Criterion>(criteria)) {
      expect(sentence).not.toMatch(/\.$/);
      expect(why.length).toBeGreaterThan(20);
    }
  });

  it.each(Object.keys(criteria) as Name[])("%s: holds where the control plane has moved", async (name) => {
    expect(await lacks(name, pivoted())).toEqual([]);
  });

  it.each(
    (Object.entries(breaks) as [Name, readonly Break[]][]).flatMap(([name, each]) =>
      each.map((one) => [name, ...one] as const),
    ),
  )("%s: does not hold with %s", async (name, _, broken, lack) => {
    const api = pivoted();
    broken(api);
    expect(await lacks(name, api)).toContain(lack);
  });

  it("endpoints: holds where the operator has put the annotation away under a name with a dash", async () => {
    const api = pivoted();
    const metadata = { annotations: { [`${annotation}-`]: bootstrap.address } };
    putConfigMap(api, "openshift-etcd/etcd-endpoints", { metadata });
    expect(await lacks("endpoints", api)).toEqual([]);
  });

  it("voters: does not mind a control plane that the plan has no more, which leaves after the pivot was looked at", async () => {
    const api = pivoted();
    const old = { name: "master-3", address: "10.90.0.14" };
    putMembers(api, masters, [...masters, old]);
    putMemberStatus(api, old.address);
    putNode(api, old.name, { roles: ["master"], address: old.address });
    expect(await lacks("voters", api)).toEqual([]);
  });
});

function revisions(...current: readonly number[]) {
  return current.map((currentRevision, index) => ({ nodeName: `master-${index}`, currentRevision }));
}
