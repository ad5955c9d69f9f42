import type { z } from "zod";
import { EtcdError } from "../../checks/clients/etcd";
import { openExec } from "../../checks/clients/exec";
import { openHttps } from "../../checks/clients/https";
import { apiServerUrl } from "../../topology/endpoints";
import { connect } from "../connection";
import type { GateContext } from "../context";
import { type Gate, nothing, taking } from "../gate";
import { type GateName, inputs } from "../input";
import { shareAddress } from "./address";
import { openMicroshift } from "./cluster";
import { joinMicroshift, leaveMicroshift } from "./join";
import { becomeMicroshift } from "./ready";
import { removeUnstarted } from "./unstarted";
import { type CheckedMicroshift, verifyMicroshift } from "./verify";

/** The gates of MicroShift. */
export const microshiftGates = {
  microshiftReady: taking(inputs.microshiftReady, {
    reach: (gate, { kubernetes, ...first }) =>
      becomeMicroshift(gate, { ...first, url: kubernetes.url, kubernetes: connect(gate, kubernetes) }),
    undo: nothing,
  }),
  microshiftUnstarted: taking(inputs.microshiftUnstarted, {
    reach: (gate, { node, ...access }) => removeUnstarted(gate, { node, ...openMicroshift(gate, access) }),
    undo: nothing,
  }),
  microshiftJoin: taking(inputs.microshiftJoin, {
    reach: (gate, { node, joinAs, ...access }) =>
      joinMicroshift(gate, { node, joinAs, ...openMicroshift(gate, access) }),
    undo: (gate, { node, ...access }) => leaveMicroshift(gate, { node, ...openMicroshift(gate, access) }),
  }),
  microshiftAddress: taking(inputs.microshiftAddress, {
    reach: (gate, { kubernetes, controlPlanes, usableFrom }) =>
      shareAddress(gate, {
        url: kubernetes.url,
        send: connect(gate, kubernetes).send,
        controlPlanes: controlPlanes.map((machine) => ({
          name: machine.name,
          kubernetes: connect(gate, { ...kubernetes, url: apiServerUrl(machine) }),
        })),
        usableFrom,
      }),
    undo: nothing,
  }),
  microshiftVerify: taking(inputs.microshiftVerify, {
    reach: (gate, input) => verifyMicroshift(gate, openChecked(gate, input)),
    undo: nothing,
  }),
} as const satisfies Partial<Record<GateName, Gate<unknown>>>;

/** Opens the cluster of a verification to the checks. */
export function openChecked(
  gate: GateContext,
  { plan, workloads, kubernetes, etcd }: z.output<typeof inputs.microshiftVerify>,
): CheckedMicroshift {
  return {
    plan: { ...plan, workloads, etcdMembers: etcd === null ? [] : plan.controlPlanes },
    kubernetes: connect(gate, kubernetes),
    etcd: etcd === null ? unreached : openHttps(etcd.credential, gate),
    exec: openExec(kubernetes.url, kubernetes.credential, gate, kubernetes.serverName),
  };
}

function unreached(): Promise<never> {
  return Promise.reject(new EtcdError("the cluster's etcd is not reached from here"));
}
