import { absent, allOf, atMost, itemsOfFile, ownedBy, ownedByNoOther, type RootsFile } from "./files";
import { certified, controlPlanes, etcdMembers, type Part } from "./item";

/** The pods that the kubelet runs, and those that wait for etcd to take the machine in. */
const pod = (program: string) => new RegExp(`^/etc/kubernetes/(manifests|static-pods)/${program}\\.yaml$`);
const kubeconfig = (program: string) => new RegExp(`^/etc/kubernetes/${program}/kubeconfig$`);
/** On a machine of its own etcd is a unit, and no pod. */
const etcdStart = /^\/etc\/(kubernetes\/(manifests|static-pods)\/etcd\.yaml|systemd\/system\/etcd\.service)$/;
const etcdData = /^\/var\/lib\/etcd$/;
const certificates = /^\/etc\/(kubernetes|etcd|haproxy)\/.*\.(crt|pub)$/;
/** HAProxy wants a certificate and its key in one file. */
const keys = /^\/etc\/(kubernetes|etcd|haproxy)\/.*\.(key|pem)$/;
const keysButEtcds = /^\/etc\/(kubernetes|haproxy)\/(?!etcd\/).*\.(key|pem)$/;
const administrators = /\/((super-)?admin\.conf|(admin|break-glass)[^/]*kubeconfig)$/;

const podWhy = "who writes it runs what they like as root, and who reads it knows where the keys are";
const kubeconfigWhy = "it holds the key of a user with more rights than any person needs";

const rootsFiles: readonly RootsFile[] = [
  {
    ids: ["1.1.1", "1.1.2"],
    what: "the API server's pod",
    why: podWhy,
    mode: 0o600,
    path: pod("kube-apiserver"),
  },
  {
    ids: ["1.1.3", "1.1.4"],
    what: "the controller manager's pod",
    why: podWhy,
    mode: 0o600,
    path: pod("kube-controller-manager"),
  },
  {
    ids: ["1.1.5", "1.1.6"],
    what: "the scheduler's pod",
    why: podWhy,
    mode: 0o600,
    path: pod("kube-scheduler"),
  },
  {
    ids: ["1.1.7", "1.1.8"],
    what: "etcd's pod or unit",
    why: podWhy,
    mode: 0o600,
    path: etcdStart,
    on: etcdMembers,
  },
  {
    ids: ["1.1.15", "1.1.16"],
    what: "the scheduler's kubeconfig",
    why: kubeconfigWhy,
    mode: 0o600,
    path: kubeconfig("kube-scheduler"),
  },
  {
    ids: ["1.1.17", "1.1.18"],
    what: "the controller manager's kubeconfig",
    why: kubeconfigWhy,
    mode: 0o600,
    path: kubeconfig("kube-controller-manager"),
  },
];

/** All but etcd's keys are root's: what stands for 1.1.19, and half of it. */
export const rootsCertificates = allOf(
  ownedBy("root:root", certificates),
  ownedByNoOther("root:root", keysButEtcds),
);

/** Part 1.1 where all control planes are alike; the pod network's files are in node-files.ts. */
export const controlPlaneFiles: Part = {
  title: "1.1 Files of the control plane",
  on: controlPlanes,
  items: [
    ...rootsFiles.flatMap(itemsOfFile),
    {
      id: "1.1.11",
      title: "etcd's data: mode 0700 or stricter",
      why: "all that the cluster knows is in it",
      examine: atMost(0o700, etcdData),
      on: etcdMembers,
    },
    {
      id: "1.1.12",
      title: "etcd's data: owned by etcd:etcd",
      why: "etcd has no need to be root, so a hole in it should not make anybody root",
      examine: ownedBy("etcd:etcd", etcdData),
      on: etcdMembers,
    },
    {
      id: "1.1.13",
      title: "an administrator's kubeconfig: mode 0600",
      why: "there is none on a machine: it would give the cluster to whoever gets in",
      examine: absent(administrators),
      on: certified,
    },
    {
      id: "1.1.14",
      title: "an administrator's kubeconfig: owned by root:root",
      why: "there is none on a machine",
      examine: absent(administrators),
      on: certified,
    },
    {
      id: "1.1.19",
      title: "certificates and keys: owned by root:root",
      why: "who owns a certificate can put another in its place",
      examine: allOf(ownedBy("root:root", certificates), ownedBy("root:root", keys)),
      on: certified,
    },
    {
      id: "1.1.20",
      title: "certificates: mode 0644 or stricter",
      why: "who writes them decides whom the programs trust",
      examine: atMost(0o644, certificates),
      on: certified,
    },
    {
      id: "1.1.21",
      title: "keys: mode 0600",
      why: "who reads a key is whom it stands for",
      examine: atMost(0o600, keys),
      on: certified,
    },
  ],
};
