import { z } from "zod";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { type CustomObjects, readObject } from "../../checks/openshift/resources";
import { type NamedMachine, openshiftKinds } from "../certificate-requests/openshift";
import type { GateContext } from "../context";
import { deleteNode, drain } from "../drain";
import { type Observation, waitFor } from "../wait";
import { limitsOf, type OwnBudgets } from "./budgets";
import { becomeNode } from "./node";

/** A worker that joins or leaves, and the way to the cluster. */
export interface OpenshiftWorker {
  readonly node: NamedMachine;
  readonly kubernetes: Kubernetes;
  readonly budgets?: OwnBudgets | undefined;
}

const configuration = z.object({
  configuration: z.object({ name: z.string().default("") }).default({ name: "" }),
});
const unset = { configuration: { name: "" } };
const pool = z.object({ spec: configuration.default(unset), status: configuration.default(unset) });

/**
 * Waits until a machine is a worker, and decides on its certificate requests. Before that the machine can have no
 * configuration: the machine-config server has none for workers until their pool is rendered.
 */
export async function joinOpenshiftWorker(
  gate: GateContext,
  { node, kubernetes, budgets }: OpenshiftWorker,
): Promise<{ node: string }> {
  const limits = limitsOf(gate, "worker", budgets);
  await waitFor(gate, {
    subject: "pool",
    goal: "the configuration of workers to be rendered",
    where: "MachineConfigPool worker",
    observe: () => poolRendered(kubernetes),
    why: "the machine-config operator does not run, or cannot render (its pool says why in its conditions)",
    remedy: `look at the MachineConfigPool worker and the pods of openshift-machine-config-operator, then run "pulumi up" again`,
    limits,
  });
  await becomeNode(gate, kubernetes, { machine: node, role: "worker", limits });
  return { node: node.name };
}

/** Takes a worker out of the cluster; what is gone already is left at that. */
export async function leaveOpenshiftWorker(
  gate: GateContext,
  { node, kubernetes }: OpenshiftWorker,
): Promise<{ node: string }> {
  await drain(gate, kubernetes, node.name);
  await deleteNode(gate, kubernetes, node.name, openshiftKinds);
  return { node: node.name };
}

/** Both must be there: the one is what is rendered, the other what the pool has taken up. */
async function poolRendered(objects: CustomObjects): Promise<Observation<void>> {
  const found = await readObject(objects, "MachineConfigPool", "worker", pool);
  if (found === undefined) return { done: false, state: "there is no MachineConfigPool worker" };
  const { spec, status } = found;
  if (spec.configuration.name === "") return { done: false, state: "worker is not rendered" };
  if (status.configuration.name === "")
    return {
      done: false,
      state: `worker is rendered as ${spec.configuration.name}, the pool has not taken it up`,
    };
  return { done: true, state: `worker is rendered as ${status.configuration.name}`, value: undefined };
}
