import type { V1CertificateSigningRequest, V1Node } from "@kubernetes/client-node";
import { limitsOf } from "../../../../gates/openshift/budgets";
import { becomeNode, standingOf, type Standing } from "../../../../gates/openshift/node";
import { certificateRequest } from "../../../support/certificate-request";
import { untimed } from "../../../support/gate-context";
import type { StandInApi } from "../../../support/stand-in-api";
import { clusterWhere, putNode, worker } from "./cluster";

const label = "node-role.kubernetes.io/worker";
const at = new Date("2026-01-01T12:00:00Z");
const node = (change: { readonly [Key in keyof V1Node]?: V1Node[Key] } = {}): V1Node => ({
  metadata: { name: worker.name, labels: { [label]: "" }, creationTimestamp: at },
  status: { conditions: [{ type: "Ready", status: "True" }] },
  ...change,
});
const approved = { client: "approved", serving: "approved" } as const;

function standing(change: Partial<Standing> = {}) {
  return standingOf({ name: worker.name, role: "worker", node: node(), requests: approved, at, ...change });
}

describe("a machine's standing", () => {
  it("is joined when it is Ready, has its role and its serving certificate", () => {
    expect(standing()).toEqual({ done: true, state: "worker-0 is Ready", value: undefined });
  });

  it('takes a node that is "Ready,SchedulingDisabled" for a Ready one, and says so', () => {
    expect(standing({ node: node({ spec: { unschedulable: true } }) })).toEqual({
      done: true,
      state: "worker-0 is Ready, with scheduling disabled",
      value: undefined,
    });
  });

  it.each<[string, Partial<Standing>, string]>([
    [
      "has not asked",
      { node: undefined, requests: { client: "not requested yet", serving: "not requested yet" } },
      "worker-0 has not asked for its certificate yet",
    ],
    [
      "was denied its certificate",
      { node: undefined, requests: { client: "denied", serving: "not requested yet" } },
      "worker-0 asked for a certificate that was denied",
    ],
    [
      "is not Ready",
      { node: node({ status: { conditions: [{ type: "Ready", status: "False", reason: "NoCni" }] } }) },
      "worker-0 is registered and has its serving certificate; not Ready: NoCni",
    ],
    [
      "has no role",
      { node: node({ metadata: { name: worker.name } }) },
      `worker-0 is Ready, without the label ${label}`,
    ],
    [
      "has another role",
      { role: "master" },
      "worker-0 is Ready, without the label node-role.kubernetes.io/master",
    ],
    [
      "has not asked for its serving certificate",
      { requests: { ...approved, serving: "not requested yet" } },
      "worker-0 is Ready and has not asked for its serving certificate yet",
    ],
    [
      "was denied its serving certificate",
      { requests: { ...approved, serving: "denied" } },
      "worker-0 is Ready and asked for a serving certificate that was denied",
    ],
  ])("is not joined while it %s", (_, change, state) => {
    expect(standing(change)).toEqual({ done: false, state });
  });

  it("is joined where it asked so long ago that its requests were collected", () => {
    const requests = { client: "not requested yet", serving: "not requested yet" } as const;
    const old = new Date(at.getTime() - 3_600_001);
    const registered = node({ metadata: { labels: { [label]: "" }, creationTimestamp: old } });
    expect(standing({ requests, node: registered }).done).toBe(true);
    expect(standing({ requests }).done).toBe(false);
  });
});

describe("becomeNode", () => {
  const subject = "/O=system:nodes/CN=system:node:worker-0";
  const csrs = "/apis/certificates.k8s.io/v1/certificatesigningrequests";

  function ask(
    name: string,
    spec: Partial<V1CertificateSigningRequest["spec"]>,
    extensions: readonly string[] = [],
  ) {
    const pem = certificateRequest({ subject, extensions });
    return (api: StandInApi): void => {
      api.objects.set(`${csrs}/${name}`, {
        // The clock of these tests begins at second 1000.
        metadata: { name, creationTimestamp: new Date(1_000_000).toISOString() },
        spec: { request: Buffer.from(pem).toString("base64"), ...spec },
      });
    };
  }
  const client = ask("csr-client", {
    signerName: "kubernetes.io/kube-apiserver-client-kubelet",
    username: "system:serviceaccount:openshift-machine-config-operator:node-bootstrapper",
    groups: [
      "system:serviceaccounts",
      "system:serviceaccounts:openshift-machine-config-operator",
      "system:authenticated",
    ],
    usages: ["digital signature", "client auth"],
  });
  const servingSpec = {
    signerName: "kubernetes.io/kubelet-serving",
    username: "system:node:worker-0",
    groups: ["system:nodes", "system:authenticated"],
    usages: ["digital signature", "server auth"],
  };

  it("trap: two CSR rounds: takes a machine through both requests, in words, and denies what goes beyond the plan on the way", async () => {
    const greedy = ask("csr-greedy", servingSpec, ["subjectAltName=DNS:worker-0,IP:10.90.0.5"]);
    const serving = ask("csr-serving", servingSpec, [`subjectAltName=DNS:worker-0,IP:${worker.address}`]);
    const { api, gate } = clusterWhere(
      [10, client],
      [
        20,
        (cluster) => {
          putNode(cluster, "worker-0", { ready: "False", roles: ["worker"] });
          greedy(cluster);
        },
      ],
      [30, serving],
      [
        40,
        (cluster) => {
          putNode(cluster, "worker-0", { roles: ["worker"] });
        },
      ],
    );
    const limits = limitsOf(gate, "worker");
    await becomeNode(gate, api.kubernetes, { machine: worker, role: "worker", limits });
    expect(gate.lines.map(untimed)).toEqual([
      "node: worker-0 has not asked for its certificate yet",
      "csr: approved csr-client of system:serviceaccount:openshift-machine-config-operator:node-bootstrapper",
      "node: worker-0 has its certificate, its kubelet registers",
      "csr: denied csr-greedy of system:node:worker-0: names IP:10.90.0.5, expected of DNS:worker-0 + DNS:worker-0.okd.example.com + IP:10.90.0.21",
      "node: worker-0 is registered and asked for a serving certificate that was denied; not Ready: KubeletNotReady",
      "csr: approved csr-serving of system:node:worker-0",
      "node: worker-0 is registered and has its serving certificate; not Ready: KubeletNotReady",
      "node: worker-0 is Ready",
    ]);
    expect(api.objects.get(`${csrs}/csr-greedy`)).toMatchObject({
      status: { conditions: [{ type: "Denied", reason: "NotAsPlanned" }] },
    });
  });

  it("leaves a machine that nobody planned waiting", async () => {
    const { api, gate } = clusterWhere([0, client]);
    const stranger = { name: "worker-7", address: "10.90.0.28" };
    const limits = { ...limitsOf(gate, "worker"), patience: 10_000 };
    const joined = becomeNode(gate, api.kubernetes, { machine: stranger, role: "worker", limits });
    await expect(joined).rejects.toThrow(/seen: {3}worker-7 has not asked/);
    expect(api.objects.get(`${csrs}/csr-client`)).not.toHaveProperty("status");
  });
});
