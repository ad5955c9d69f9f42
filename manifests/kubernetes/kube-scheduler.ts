import type { Bundle } from "../../pki/bundle";
import { localApiUrl } from "../../topology/endpoints";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { leaderElectionTimes } from "./leader-election";
import { publicFile, rootFile } from "../file";
import { machineKubeconfig } from "../kubeconfig";
import { yamlText } from "../yaml";
import type { Flags } from "./flags";
import { programDirectory } from "./paths";
import { type ControlPlaneProgram, renderStaticPod } from "./static-pod";
import { tlsFlags } from "./tls";

const program = "kube-scheduler";
const directory = programDirectory(program);
const paths = {
  clientAuthority: `${directory}/client-ca.crt`,
  configuration: `${directory}/config.yaml`,
  frontProxyAuthority: `${directory}/front-proxy-ca.crt`,
  kubeconfig: `${directory}/kubeconfig`,
} as const;

/** kube-scheduler as a static pod. */
export function kubeScheduler(plan: ClusterPlan, bundle: Bundle, machine: Machine): ControlPlaneProgram {
  const { authorities } = bundle;
  const files = [
    publicFile(paths.configuration, schedulerConfiguration(plan)),
    rootFile(
      paths.kubeconfig,
      machineKubeconfig(plan, bundle, { machine, leaf: program, server: localApiUrl }),
    ),
    publicFile(paths.clientAuthority, authorities.kubernetes.certificatePem),
    publicFile(paths.frontProxyAuthority, authorities["front-proxy"].certificatePem),
  ];
  return {
    program,
    pod: renderStaticPod({
      pace: plan.pace,
      program,
      files,
      runsAs: "root",
      flags: schedulerFlags,
      reads: [directory],
      writes: [],
      cpu: "100m",
      gracePeriodSeconds: 10,
      health: { scheme: "HTTPS", port: ports.scheduler, live: "/livez", ready: "/readyz" },
    }),
    files,
  };
}

/** kube-scheduler's flags (Kubernetes reference, "kube-scheduler"). */
export const schedulerFlags: Flags = {
  config: paths.configuration,
  "authentication-kubeconfig": paths.kubeconfig,
  "authorization-kubeconfig": paths.kubeconfig,
  "bind-address": "127.0.0.1",
  ...tlsFlags,
  "client-ca-file": {
    value: paths.clientAuthority,
    why: "given here, the program need not read it from an API server that is not up yet",
  },
  "requestheader-client-ca-file": paths.frontProxyAuthority,
};

/** What the flags no longer say (KubeSchedulerConfiguration, kubescheduler.config.k8s.io/v1). */
function schedulerConfiguration({ pace }: ClusterPlan): string {
  return yamlText({
    apiVersion: "kubescheduler.config.k8s.io/v1",
    kind: "KubeSchedulerConfiguration",
    clientConnection: { kubeconfig: paths.kubeconfig },
    leaderElection: { leaderElect: true, ...leaderElectionTimes(pace) },
    enableProfiling: false,
  });
}
