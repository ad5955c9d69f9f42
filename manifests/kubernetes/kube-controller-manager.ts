import type { Bundle } from "../../pki/bundle";
import { localApiUrl } from "../../topology/endpoints";
import { type Pace, timesOf } from "../../topology/pace";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { leaderElectionFlags } from "./leader-election";
import { publicFile, rootFile } from "../file";
import { machineKubeconfig } from "../kubeconfig";
import type { Flags } from "./flags";
import { programDirectory } from "./paths";
import { keyPairFiles, keyPairPaths } from "./pem";
import { type ControlPlaneProgram, renderStaticPod } from "./static-pod";
import { tlsFlags } from "./tls";

const program = "kube-controller-manager";
const directory = programDirectory(program);
const paths = {
  clientAuthority: `${directory}/client-ca.crt`,
  frontProxyAuthority: `${directory}/front-proxy-ca.crt`,
  kubeconfig: `${directory}/kubeconfig`,
  kubeletSigner: keyPairPaths(directory, "kubelet-client-ca"),
  rootAuthority: `${directory}/root-ca.crt`,
  serviceAccountKey: `${directory}/service-account.key`,
} as const;

/** kube-controller-manager as a static pod. */
export function kubeControllerManager(
  plan: ClusterPlan,
  bundle: Bundle,
  machine: Machine,
): ControlPlaneProgram {
  const { authorities, serviceAccount } = bundle;
  const files = [
    rootFile(
      paths.kubeconfig,
      machineKubeconfig(plan, bundle, { machine, leaf: program, server: localApiUrl }),
    ),
    publicFile(paths.clientAuthority, authorities.kubernetes.certificatePem),
    publicFile(paths.frontProxyAuthority, authorities["front-proxy"].certificatePem),
    publicFile(paths.rootAuthority, authorities.kubernetes.certificatePem),
    ...keyPairFiles(paths.kubeletSigner, authorities["kubelet-client"]),
    rootFile(paths.serviceAccountKey, serviceAccount.privateKeyPem),
  ];
  return {
    program,
    pod: renderStaticPod({
      pace: plan.pace,
      program,
      files,
      runsAs: "root",
      flags: controllerManagerFlags(plan),
      reads: [directory],
      writes: [],
      cpu: "100m",
      gracePeriodSeconds: 10,
      health: { scheme: "HTTPS", port: ports.controllerManager, live: "/healthz", ready: "/healthz" },
    }),
    files,
  };
}

/** kube-controller-manager's flags (Kubernetes reference, "kube-controller-manager"). */
export function controllerManagerFlags({ pace }: ClusterPlan): Flags {
  return { ...flags, ...nodeFlags(pace), ...leaderElectionFlags(pace) };
}

/** After how long without a word a node counts as lost. */
function nodeFlags(pace: Pace): Flags {
  return {
    "node-monitor-grace-period": {
      value: `${timesOf[pace].nodeLostAfter / 1000}s`,
      why: "kubelets renew more often than that; a lost machine's pods are replaced soon",
    },
  };
}

const flags: Flags = {
  kubeconfig: paths.kubeconfig,
  "authentication-kubeconfig": paths.kubeconfig,
  "authorization-kubeconfig": paths.kubeconfig,
  "bind-address": "127.0.0.1",
  ...tlsFlags,
  "client-ca-file": {
    value: paths.clientAuthority,
    why: "given here, the program need not read it from an API server that is not up yet",
  },
  "requestheader-client-ca-file": {
    value: paths.frontProxyAuthority,
    why: "without it the program exits, and is held back, until the API server beside it answers",
  },
  "root-ca-file": { value: paths.rootAuthority, why: "pods verify API servers with it" },
  "service-account-private-key-file": paths.serviceAccountKey,
  "use-service-account-credentials": {
    value: true,
    why: "each controller has its own user with its own rights, which audit logs tell apart",
  },
  "cluster-signing-kubelet-client-cert-file": {
    value: paths.kubeletSigner.certificate,
    why: "only kubelets' client certificates are signed here; requests to other signers stay unsigned",
  },
  "cluster-signing-kubelet-client-key-file": paths.kubeletSigner.key,
  "allocate-node-cidrs": {
    value: false,
    why: "the plan gives each machine its pod network",
  },
  "terminated-pod-gc-threshold": {
    value: 1000,
    why: "finished pods that nobody removes do not fill etcd; without it there may be 12500",
  },
  "leader-elect": true,
  profiling: false,
};
