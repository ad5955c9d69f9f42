import type { GateInput } from "../../../gates/input";
import { inputs } from "../../../gates/input";

const credential = { certificatePem: "certificate", keyPem: "key", authorityPem: "authority" };
const kubernetes = { url: "https://10.90.0.5:6443", credential };
const etcd = { bootstrapAddress: "10.90.0.10", credential };
const bootstrap = { name: "bootstrap", address: "10.90.0.10", certificatesEnd: "2026-01-02T00:00:00.000Z" };
const members = { addresses: ["10.90.0.11"], credential };
const workload = { namespace: "openshift-dns", kind: "DaemonSet", name: "dns-default" };
const node = { name: "master-0", address: "10.90.0.11", labels: {} };

describe("the gates' inputs", () => {
  it("keep of a document only what the gate needs", () => {
    const join: GateInput<"join"> = { kubernetes, etcd, node };
    const more = { ...join, node: { ...node, mac: "02:00:00:00:00:01", role: "controlPlane" }, plan: {} };
    expect(inputs.join.parse(more)).toEqual(join);
  });

  it.each([
    ["api", { first: node, kubernetes: { ...kubernetes, url: "10.90.0.5" } }, ["kubernetes", "url"]],
    ["join", { kubernetes, etcd, node: { ...node, labels: undefined } }, ["node", "labels"]],
    ["pivot", { kubernetes, etcd, bootstrap: node, controlPlanes: [] }, ["controlPlanes"]],
    ["member", { machine: node, etcd: { addresses: [], credential } }, ["etcd", "addresses"]],
    ["controlPlane", { kubernetes, node: { ...node, labels: undefined } }, ["node", "labels"]],
    ["worker", { kubernetes }, ["node"]],
    [
      "api",
      { first: { ...bootstrap, certificatesEnd: "tomorrow" }, kubernetes },
      ["first", "certificatesEnd"],
    ],
    ["bootkube", { kubernetes, bootstrap, until: "manifests" }, ["version"]],
    [
      "bootkube",
      { kubernetes, bootstrap, until: "manifests", version: "4.19.0", budgets: { api: 0 } },
      ["budgets", "api"],
    ],
    [
      "openshiftControlPlane",
      { kubernetes, etcd, bootstrap, node: { name: "master-0" } },
      ["node", "address"],
    ],
    ["openshiftSettled", { kubernetes, etcd, node: { name: "master-0" } }, ["node", "address"]],
    [
      "openshiftPivot",
      { kubernetes, etcd, bootstrap: node, controlPlanes: [node] },
      ["bootstrap", "certificatesEnd"],
    ],
    ["openshiftWorker", { kubernetes }, ["node"]],
    [
      "openshiftVerify",
      { kubernetes, plan: { controlPlanes: [node], workers: [] }, minimumOperators: 0 },
      ["minimumOperators"],
    ],
    [
      "openshiftSmoke",
      {
        kubernetes,
        plan: {
          families: ["ipv4"],
          payload: { kind: "folder" },
          nodes: { controlPlanes: 3, workers: 2 },
          appsDomain: "apps.okd.example.com",
          ingress: { address: "10.90.0.5", port: 443 },
        },
      },
      ["plan", "payload", "image"],
    ],
    [
      "microshiftReady",
      { kubernetes, node: { name: "node-1" }, workloads: [workload], minutes: 0 },
      ["minutes"],
    ],
    [
      "microshiftReady",
      {
        kubernetes,
        node: { name: "node-1" },
        workloads: [{ ...workload, podsMayLag: "everywhere" }],
        minutes: 1,
      },
      ["workloads", 0, "podsMayLag"],
    ],
    [
      "microshiftJoin",
      { kubernetes, etcd: members, node: { ...node, role: "master" }, joinAs: "voter" },
      ["node", "role"],
    ],
    ["microshiftAddress", { kubernetes, controlPlanes: [], usableFrom: 1 }, ["controlPlanes"]],
    [
      "microshiftVerify",
      {
        kubernetes,
        etcd: null,
        workloads: [workload],
        plan: { controlPlanes: [node], workers: [] },
      },
      ["plan", "virtualAddress"],
    ],
  ] as const)("of %s are refused where they are incomplete, by path", (gate, document, path) => {
    expect(inputs[gate].safeParse(document).error?.issues.map((issue) => issue.path)).toEqual([path]);
  });

  it("are refused without their values, which are secrets", () => {
    const wrong = {
      kubernetes: { ...kubernetes, url: "secret-looking-url", credential: "secret-looking-key" },
    };
    expect(inputs.api.safeParse(wrong).error?.message).not.toMatch(/secret-looking/);
  });
});
