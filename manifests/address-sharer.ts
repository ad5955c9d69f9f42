import type { ClusterPlan, Machine, VirtualRouter } from "../topology/plan";
import { readinessFunction } from "./haproxy";
import { machinePlaces } from "./haproxy-places";
import { apiServerPaths } from "./kubernetes/kube-apiserver";

/** By which a machine is asked how it does, by the name of what keepalived tracks. */
export const checkPath = "/usr/local/bin/shared-address-check";

/** What one has less that reaches no API server, where another may. */
const withoutApi = 50;

/** What the holder of the address has more: one that comes back does not take the address from it. */
const holds = 10;

/** Something that decides which of several machines has the address that they share (keepalived.conf(5), vrrp_script). */
export interface Tracked {
  readonly name: "haproxy" | "api" | "served" | "holds";
  readonly why: string;
  /** How long it may take to answer, in seconds; it is asked once a second. */
  readonly timeout: number;
  /** How often in a row it must fail. */
  readonly fall: number;
  /** What the machine's priority has less where it fails, or more where it does not; without it the machine stands back. */
  readonly weight?: number;
  /** Commands of a shell, which has the function ready_at. */
  readonly answer: (router: VirtualRouter) => string;
}

/** What a kind of machine that shares the API's address is asked. */
export interface AddressSharer {
  readonly tracked: readonly Tracked[];
  /** Whom the machine takes API servers for, a file of it. */
  readonly authority: string;
}

const holdsAddress: Tracked = {
  name: "holds",
  why: "One that has it keeps it from another that is merely first in the list.",
  timeout: 1,
  fall: 1,
  weight: holds,
  answer: ({ addresses }) => `[ -n "$(ip -oneline address show to ${addresses[0]})" ]`,
};

const sharers = {
  loadBalancer: {
    tracked: [
      {
        name: "haproxy",
        why: "A load balancer whose HAProxy does not answer gives the address away.",
        timeout: 1,
        fall: 1,
        answer: () =>
          `echo "show info" | socat -t 1 - UNIX-CONNECT:${machinePlaces.socket} | grep --quiet "^Name: HAProxy"`,
      },
      {
        name: "api",
        why: "One that reaches no API server gives it to one that does; where none does, it stays where it is.",
        timeout: 2,
        fall: 3,
        weight: -withoutApi,
        answer: () => "ready_at 127.0.0.1 2",
      },
      holdsAddress,
    ],
    authority: machinePlaces.authority,
  },
  controlPlane: {
    tracked: [
      {
        name: "api",
        why: "One whose own API server is not ready gives it to one whose is; where none is, it stays where it is.",
        timeout: 2,
        // An API server that ends still answers for as long (manifests/kubernetes/kube-apiserver.ts, drainSeconds).
        fall: 2,
        weight: -withoutApi,
        answer: () => "ready_at 127.0.0.1 2",
      },
      {
        name: "served",
        why: "One whose API server has not been ready for long lets nobody wait at it: where etcd has no quorum its requests hang.",
        timeout: 2,
        // A kubelet that starts waits up to a minute for an answer, and starts no static pod meanwhile, not even etcd.
        fall: 10,
        answer: () => "ready_at 127.0.0.1 2",
      },
      holdsAddress,
    ],
    authority: apiServerPaths.clientAuthorities,
  },
} as const satisfies Readonly<Record<string, AddressSharer>>;

/** What a machine that shares the API's address is asked. Throws for one that never does. */
export function addressSharer({ name, role }: Pick<Machine, "name" | "role">): AddressSharer {
  if (role === "loadBalancer" || role === "controlPlane") return sharers[role];
  throw new Error(`${name} is none of the machines that share the address of the API`);
}

/** The script by which keepalived asks a machine. */
export function checkScript(plan: ClusterPlan, router: VirtualRouter, sharer: AddressSharer): string {
  return `#!/bin/sh
# Answers keepalived by its exit code: ${sharer.tracked.map(({ name }) => meanings[name]).join(", ")}.
set -eu

${readinessFunction(plan, sharer.authority)}
case $1 in
${sharer.tracked.map(({ name, answer }) => `  ${name}) ${answer(router)} ;;`).join("\n")}
esac
`;
}

const meanings: Readonly<Record<Tracked["name"], string>> = {
  haproxy: "whether HAProxy answers",
  api: "whether an API server is ready here",
  served: "the same, for long",
  holds: "whether this machine holds the shared address",
};
