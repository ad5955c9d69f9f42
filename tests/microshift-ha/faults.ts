import { holdersOf } from "../e2e/support/microshift-ha";
import type { TestStack } from "../e2e/support/stack";
import {
  type Inject,
  networkOff,
  pausing,
  powerOff,
  processKilled,
  processStopped,
  reset,
} from "../ha/inject";

/** Whom a fault happens to: a node by its name, whoever has the virtual address, or all nodes. */
export type Target = "the holder" | "all nodes" | `node-${number}`;

/** A fault of a highly available MicroShift. */
export interface MicroshiftFault {
  readonly name: string;
  readonly target: Target;
  readonly inject: Inject;
  /** For how long it lasts, in seconds; 0: it is over when what was hit comes back by itself. */
  readonly held: number;
  /** After so many seconds requests are answered again, though the fault lasts; undefined where that is not promised. */
  readonly bound: number | undefined;
  readonly why: string;
}

const lease = "the holder's lease ends after 5 s, and the next one takes the address within its retry";

/** The faults that are tried, in their order. */
export const faults: readonly MicroshiftFault[] = [
  { name: "power off", target: "node-1", inject: powerOff, held: 20, bound: 12, why: lease },
  { name: "power off", target: "the holder", inject: powerOff, held: 20, bound: 12, why: lease },
  { name: "freeze", target: "the holder", inject: pausing, held: 20, bound: 12, why: lease },
  { name: "disconnect", target: "the holder", inject: networkOff, held: 20, bound: 12, why: lease },
  {
    name: "power off",
    target: "node-4",
    inject: powerOff,
    held: 20,
    bound: 0,
    why: "no request to the API passes a worker",
  },
  { name: "reset", target: "the holder", inject: reset, held: 0, bound: 12, why: lease },
  {
    name: "kill etcd of",
    target: "the holder",
    inject: processKilled("etcd"),
    held: 0,
    bound: 12,
    why: "MicroShift ends with its etcd and starts both again",
  },
  {
    name: "kill the API server of",
    target: "the holder",
    inject: processKilled("kube-apiserver"),
    held: 0,
    bound: 12,
    why: "MicroShift starts it again",
  },
  {
    name: "freeze the API server of",
    target: "the holder",
    inject: processStopped("kube-apiserver"),
    held: 20,
    bound: 20,
    why: "the holder cannot renew its lease by an API server that does not answer",
  },
  {
    name: "reset",
    target: "all nodes",
    inject: reset,
    held: 0,
    bound: undefined,
    why: "nobody is left to answer",
  },
];

/** The nodes that a fault happens to now. */
export async function nodesMeantBy(
  stack: TestStack,
  target: Target,
  nodes: readonly string[],
): Promise<readonly string[]> {
  if (target === "all nodes") return nodes;
  if (target !== "the holder") return [target];
  const holders = await holdersOf(stack, ["node-1", "node-2", "node-3"]);
  if (holders.length !== 1)
    throw new Error(`the virtual address is held by ${holders.join(" and ") || "nobody"}`);
  return holders;
}
