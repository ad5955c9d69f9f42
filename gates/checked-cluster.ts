import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { type CheckedCluster, type PlannedCluster } from "../checks/check";
import { openHttps } from "../checks/clients/https";
import { kubernetesAt } from "../checks/clients/kubernetes";
import { isGood } from "../checks/pod-network";
import { type PodReport, runProbePods } from "../checks/probe-pods/run";
import type { ProbeRun } from "../checks/probe-pods/objects";
import type { GateContext } from "./context";
import type { inputs } from "./input";

/** What `verify` and `status` read from stdin. */
export type Verification = z.output<typeof inputs.verify>;

/** Opens the cluster of a verification to the checks, which are told what a machine is that the plan does not have. */
export function openChecked(
  gate: GateContext,
  input: Verification,
  unplanned: CheckedCluster["unplanned"],
): CheckedCluster {
  const { plan, kubernetes, etcd, kubelets, certificates } = input;
  return {
    plan,
    kubernetes: kubernetesAt(kubernetes.url, openHttps(kubernetes.credential, gate, kubernetes.serverName)),
    etcd: openHttps(etcd.credential, gate),
    credentials: { kubernetes: kubernetes.credential, etcd: etcd.credential, kubelets },
    certificates,
    unplanned,
    now: () => new Date(),
    podReport: onceGood(() => probe(gate, input)),
  };
}

/** Asks once for all who want to know, and again only after an answer that was not good. */
export function onceGood(ask: () => Promise<PodReport>): () => Promise<PodReport> {
  let current: Promise<PodReport> | undefined;
  return async () => {
    current ??= ask();
    const report = await current;
    if (!isGood(report)) current = undefined;
    return report;
  };
}

/** Runs the probe pods over a connection of their own, which outlives an interrupted gate to clean up. */
async function probe(gate: GateContext, { plan, kubernetes, probeImage }: Verification): Promise<PodReport> {
  const own = new AbortController();
  try {
    const client = kubernetesAt(
      kubernetes.url,
      openHttps(kubernetes.credential, { ...gate, signal: own.signal }, kubernetes.serverName),
    );
    return await runProbePods(client, { ...placeProbe(plan), image: probeImage }, gate.signal);
  } finally {
    own.abort();
  }
}

/** Two different nodes where there are two, workers first: that is where pods usually run. */
export function placeProbe({ workers, controlPlanes, families }: PlannedCluster): Omit<ProbeRun, "image"> {
  const [client, server = client] = [...workers, ...controlPlanes].map(({ name }) => name);
  if (client === undefined || server === undefined) throw new Error("a plan without nodes");
  return { id: randomBytes(3).toString("hex"), clientNode: client, serverNode: server, families };
}
