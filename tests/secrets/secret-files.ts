import type { Owner } from "../../manifests/file";
import type { Role } from "../../topology/plan";

/** Files of a machine in which secrets are, as it is given them. */
export interface SecretFiles {
  readonly on: readonly Role[];
  readonly owner: Owner;
  readonly what: string;
}

const controlPlanes = ["bootstrap", "controlPlane"] as const;
const nodes = ["controlPlane", "worker"] as const;

/** All of them by path, in which `*` stands for a name; docs/secrets.md shows this table. */
export const secretFiles: Readonly<Record<string, SecretFiles>> = {
  "/etc/kubernetes/kube-apiserver/*.key": {
    on: controlPlanes,
    owner: "root",
    what: "the API server's own keys, as a server and as a client, and the one that signs service accounts' tokens",
  },
  "/etc/kubernetes/kube-apiserver/encryption.yaml": {
    on: controlPlanes,
    owner: "root",
    what: "what encrypts Secrets in etcd",
  },
  "/etc/kubernetes/kube-controller-manager/*.key": {
    on: controlPlanes,
    owner: "root",
    what: "the keys that sign kubelets' certificates and service accounts' tokens",
  },
  "/etc/kubernetes/*/kubeconfig": {
    on: controlPlanes,
    owner: "root",
    what: "the keys of the controller manager and the scheduler",
  },
  "/etc/kubernetes/bootstrap-pivot/client.key": {
    on: ["bootstrap"],
    owner: "root",
    what: "the key by which the bootstrap machine hands over",
  },
  "/etc/kubernetes/kubelet/server.key": { on: nodes, owner: "root", what: "the kubelet's key as a server" },
  "/etc/kubernetes/kubelet/bootstrap.kubeconfig": {
    on: nodes,
    owner: "root",
    what: "the key by which a machine asks to join",
  },
  "/etc/kubernetes/etcd/*.key": {
    on: controlPlanes,
    owner: "etcd",
    what: "a member's keys beside an API server, towards clients and towards members",
  },
  "/etc/etcd/*.key": {
    on: ["etcd"],
    owner: "etcd",
    what: "the same on a machine of etcd's own",
  },
  "/etc/haproxy/etcd-client.pem": {
    on: ["controlPlane"],
    owner: "root",
    what: "the API server's key as a client of etcd once more, with its certificate, for the guard that asks members whether they live",
  },
  "/etc/keepalived/keepalived.conf": {
    on: ["loadBalancer"],
    owner: "root",
    what: "the password of the virtual router",
  },
};

/** What of `secretFiles` a path is among; undefined where it is no secret. */
export function secretFilesAt(path: string): string | undefined {
  return Object.keys(secretFiles).find((pattern) =>
    new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", "[^/]+")}$`).test(path),
  );
}
