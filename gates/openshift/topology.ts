import { z } from "zod";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { mergePatch } from "../../checks/clients/merge-patch";
import { kindPath, readObject } from "../../checks/openshift/resources";
import type { GateContext } from "../context";
import type { MemberMachine } from "../membership";
import { type Observation, waitFor } from "../wait";
import { limitsOf, type OwnBudgets } from "./budgets";

/** A cluster that began in place, and the way to it. */
export interface GrownCluster {
  /** All that it has by now. */
  readonly controlPlanes: readonly MemberMachine[];
  readonly kubernetes: Kubernetes;
  readonly budgets?: OwnBudgets | undefined;
}

/** The feature without which the topology is what it was at the beginning, for good (facts: sno-plus.md, section 9). */
const feature = "MutableTopology";

const featureGate = z.object({
  status: z
    .object({
      featureGates: z
        .array(
          z.object({ version: z.string(), enabled: z.array(z.object({ name: z.string() })).default([]) }),
        )
        .default([]),
    })
    .default({ featureGates: [] }),
});
const infrastructure = z.object({
  status: z.object({ controlPlaneTopology: z.string().default("") }).default({ controlPlaneTopology: "" }),
});
const clusterVersion = z.object({
  status: z
    .object({ desired: z.object({ version: z.string().default("") }).default({ version: "" }) })
    .default({ desired: { version: "" } }),
});

/** The one field that is asked for; an API server drops what its definition of the kind does not have. */
const highlyAvailable = { spec: { controlPlaneTopology: "HighlyAvailable" } } as const;
const asked = z.object({ spec: z.object({ controlPlaneTopology: z.string().optional() }).default({}) });

/** What a cluster that began on one node does without, where its release cannot turn it. */
const withoutTurning =
  "operators keep one replica of routers, console and login, and nodes are not drained before they start anew";

/**
 * Turns a cluster that began on one control plane into a highly available one, where its release can: operators then run
 * their programs twice. Where it cannot, or has one control plane still, it stays as it is, and the result says so.
 */
export async function turnHighlyAvailable(
  gate: GateContext,
  { budgets, ...cluster }: GrownCluster,
): Promise<{ topology: string }> {
  return waitFor(gate, {
    subject: "topology",
    goal: "the cluster to count as highly available",
    where: "Infrastructure cluster",
    observe: () => turn(cluster),
    why: "the operator of the cluster's configuration does not take it up, or refuses because an operator is not well",
    remedy: `look at the conditions of the ClusterOperators (oc get co), then run "pulumi up" again`,
    limits: limitsOf(gate, "convergence", budgets),
  });
}

async function turn({
  kubernetes,
  controlPlanes,
}: Omit<GrownCluster, "budgets">): Promise<Observation<{ topology: string }>> {
  const found = await readObject(kubernetes, "Infrastructure", "cluster", infrastructure);
  const topology = found?.status.controlPlaneTopology ?? "";
  if (topology === "") return { done: false, state: "the cluster says nothing of its topology" };
  if (topology === "HighlyAvailable")
    return { done: true, state: "the cluster is highly available", value: { topology } };
  if (controlPlanes.length === 1)
    return { done: true, state: `the cluster is ${topology}, as one control plane is`, value: { topology } };
  if (!(await hasFeature(kubernetes))) return staysAs(topology, `has no ${feature}`);
  if (!(await takesRequest(kubernetes))) return staysAs(topology, "has no field to ask for another in");
  return { done: false, state: `the cluster is ${topology}, and is asked to be HighlyAvailable` };
}

function staysAs(topology: string, why: string): Observation<{ topology: string }> {
  const state = `the cluster stays ${topology}, as its release ${why}: ${withoutTurning}`;
  return { done: true, state, value: { topology } };
}

/** Asks for it. The feature is older than the field: a release may have the one and not the other. */
async function takesRequest({ custom }: Kubernetes): Promise<boolean> {
  const changed: unknown = await custom.patchClusterCustomObject(
    {
      ...kindPath("Infrastructure"),
      name: "cluster",
      fieldManager: "hardway",
      body: highlyAvailable,
    },
    mergePatch,
  );
  return asked.parse(changed).spec.controlPlaneTopology === "HighlyAvailable";
}

async function hasFeature(kubernetes: Kubernetes): Promise<boolean> {
  const [gates, version] = await Promise.all([
    readObject(kubernetes, "FeatureGate", "cluster", featureGate),
    readObject(kubernetes, "ClusterVersion", "version", clusterVersion),
  ]);
  const own = gates?.status.featureGates.find((each) => each.version === version?.status.desired.version);
  return own?.enabled.some(({ name }) => name === feature) === true;
}
