import {
  apiServerUrl,
  apiUrl,
  connectionsOf,
  etcdClientUrl,
  etcdPeerUrl,
  hostApiUrl,
  localApiUrl,
} from "../../../topology/endpoints";
import { planOf } from "../../support/plan";

const plan = planOf({ forwardedPort: 16443, extraApiSans: ["k8s.example.com", "203.0.113.7"] });
const { bootstrap } = plan;

describe("a URL", () => {
  it("of the API goes through the load balancer", () => {
    expect(apiUrl(plan)).toBe("https://10.90.0.5:6443");
    expect(hostApiUrl(plan)).toBe("https://127.0.0.1:16443");
  });

  it("of one machine's servers goes to the machine", () => {
    expect(localApiUrl).toBe("https://127.0.0.1:6443");
    expect(apiServerUrl(bootstrap)).toBe("https://10.90.0.10:6443");
    expect(etcdClientUrl(bootstrap)).toBe("https://10.90.0.10:2379");
    expect(etcdPeerUrl(bootstrap)).toBe("https://10.90.0.10:2380");
  });
});

describe("the connections of a plan", () => {
  const hostsOf = (server: string, machine: string) =>
    connectionsOf(plan)
      .filter((connection) => connection.server === server && connection.machine.name === machine)
      .map(({ host }) => host);

  it("reach an API server by every name that it is known by", () => {
    expect([...new Set(hostsOf("kube-apiserver", "master-1"))]).toEqual([
      "10.90.0.5",
      "api.dev.hardway.internal",
      "127.0.0.1",
      "10.90.0.12",
      "10.96.0.1",
      "kubernetes.default.svc.cluster.local",
      "k8s.example.com",
      "203.0.113.7",
    ]);
  });

  it("reach etcd from the same machine, from the gates and from the other members", () => {
    expect(hostsOf("etcd", "master-1")).toEqual(["127.0.0.1", "10.90.0.12"]);
    expect(hostsOf("etcd, to peers", "master-1")).toEqual(["10.90.0.12"]);
  });

  it("reach kubelets on nodes alone", () => {
    const machines = connectionsOf(plan).filter(({ server }) => server === "kubelet");
    expect(machines.map(({ machine }) => machine.name)).toEqual([
      "master-0",
      "master-1",
      "master-2",
      "worker-0",
      "worker-1",
    ]);
  });
});
