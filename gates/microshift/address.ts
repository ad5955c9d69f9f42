import type { V1Node } from "@kubernetes/client-node";
import { failureOf } from "../../checks/clients/failures";
import type { Send } from "../../checks/clients/https";
import { type Kubernetes, readinessAt } from "../../checks/clients/kubernetes";
import { nameOf } from "../../checks/microshift/rollout";
import { standingOf } from "../../checks/microshift/standing";
import { kubeVip } from "../../checks/microshift/workloads";
import { unreadyReason } from "../../checks/nodes";
import { type GateContext, GateFailure } from "../context";
import { type Observation, waitFor } from "../wait";
import { limitsOf } from "./budgets";

/** A control plane, past the virtual address. */
export interface ControlPlaneAccess {
  readonly name: string;
  readonly kubernetes: Kubernetes;
}

/** The address that control planes share. */
export interface SharedAddress {
  /** The API at the address. */
  readonly url: string;
  readonly send: Send;
  readonly controlPlanes: readonly ControlPlaneAccess[];
  /** How many control planes are Ready before the address is one to rely on. */
  readonly usableFrom: number;
}

/** Waits until the API answers at the address, and enough control planes can take it over. */
export async function shareAddress(
  gate: GateContext,
  address: SharedAddress,
): Promise<{ address: "usable" }> {
  const { url, send, controlPlanes, usableFrom } = address;
  refuseTooFew(address);
  await waitFor(gate, {
    subject: "address",
    goal: `the API to answer at the virtual address, with ${usableFrom} control planes Ready`,
    where: url,
    observe: async (): Promise<Observation<void>> => {
      const lacks = [...(await lackOfControlPlanes(address)), ...(await lackOfAddress(url, send))];
      if (lacks.length > 0) return { done: false, state: lacks.join("; ") };
      return { done: true, state: `the API answers at ${url}`, value: undefined };
    },
    why: "no control plane has the address: kube-vip does not run there, or the interface that it puts the address on is missing",
    remedy: `look at the pods of namespace ${kubeVip.namespace} and at "ip address show br-ex" on each control plane (microshift.virtualInterface); then run "pulumi up" again`,
    closerLook: async () => (await closerLook(controlPlanes)).join("; "),
    limits: limitsOf(gate, "address"),
  });
  return { address: "usable" };
}

function refuseTooFew({ url, controlPlanes, usableFrom }: SharedAddress): void {
  if (usableFrom <= controlPlanes.length) return;
  throw new GateFailure({
    what: "the virtual address would never be usable",
    where: url,
    why: `it is to be used from ${usableFrom} control planes on, and the configuration has ${controlPlanes.length}`,
    remedy: `pulumi config set --path microshift.virtualAddressFrom ${controlPlanes.length}, or add control planes to microshift.nodes`,
  });
}

/** The control planes are asked by themselves: without the virtual address there is no other way to them. */
async function lackOfControlPlanes({ controlPlanes, usableFrom }: SharedAddress): Promise<readonly string[]> {
  const { nodes, silences } = await firstAnswer(controlPlanes);
  if (nodes === undefined) return [`no control plane answers (${silences.join("; ")})`];
  const reasons = controlPlanes.map(({ name }) => {
    const node = nodes.find(({ metadata }) => metadata?.name === name);
    return { name, unready: node === undefined ? "is no node" : unreadyReason(node) };
  });
  const unready = reasons.flatMap(({ name, unready: reason }) =>
    reason === undefined ? [] : [`${name}: ${reason}`],
  );
  const ready = reasons.length - unready.length;
  if (ready >= usableFrom) return [];
  return [`${ready} of at least ${usableFrom} control planes are Ready (${unready.join("; ")})`];
}

interface Answer {
  readonly nodes?: readonly V1Node[];
  readonly silences: readonly string[];
}

async function firstAnswer(controlPlanes: readonly ControlPlaneAccess[]): Promise<Answer> {
  const silences: string[] = [];
  for (const { name, kubernetes } of controlPlanes) {
    const answer = await unlessSilent(async () => (await kubernetes.core.listNode()).items);
    if (typeof answer !== "string") return { nodes: answer, silences };
    silences.push(`${name}: ${answer}`);
  }
  return { silences };
}

async function lackOfAddress(url: string, send: Send): Promise<readonly string[]> {
  const readiness = await unlessSilent(() => readinessAt(url, send));
  if (typeof readiness === "string") return [`the API at the virtual address: ${readiness}`];
  return readiness.ready ? [] : [`the API at the virtual address is not ready: ${readiness.lacks}`];
}

async function closerLook(controlPlanes: readonly ControlPlaneAccess[]): Promise<readonly string[]> {
  for (const { kubernetes } of controlPlanes) {
    const standing = await unlessSilent(() => standingOf(kubernetes, kubeVip));
    if (typeof standing !== "string")
      return [standing.detail === "" ? `${nameOf(kubeVip)} is rolled out` : standing.detail];
  }
  return ["no control plane tells of kube-vip"];
}

/** The words of a failed request in place of its answer. */
async function unlessSilent<T>(ask: () => Promise<T>): Promise<T | string> {
  try {
    return await ask();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return failure.text;
  }
}
