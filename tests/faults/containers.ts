import { setTimeout as delay } from "node:timers/promises";
import { capture } from "../../tools/process";
import type { Role } from "../../topology/plan";

const backMilliseconds = 60_000;

/** Runs podman; for what touches no network, which needs no namespace. */
export function podman(...parts: readonly string[]): Promise<string> {
  return capture({ program: "podman", arguments: parts });
}

/** The first process of the machine in a container, by its number on the host. */
export async function processOf(container: string): Promise<number> {
  const { Pid } = await stateOf(container);
  if (Pid <= 1) throw new Error(`${container} does not run`);
  return Pid;
}

/** What podman knows of a container's state. */
export interface ContainerState {
  readonly Running: boolean;
  readonly Pid: number;
  readonly StartedAt: string;
}

/** The state of a container. */
export async function stateOf(container: string): Promise<ContainerState> {
  return JSON.parse(await podman("inspect", "--format", "{{json .State}}", container)) as ContainerState;
}

/** Waits until the machine in a container runs again, started at another time than the given one. */
export async function isBack(container: string, before: string): Promise<void> {
  const deadline = Date.now() + backMilliseconds;
  for (;;) {
    const state = await stateOf(container);
    if (state.Running && state.StartedAt !== before) return;
    if (Date.now() > deadline)
      throw new Error(`${container} did not come back: ${JSON.stringify(state, undefined, 2)}`);
    await delay(100);
  }
}

/**
 * What a machine has from its first boot, or from its join, and must have after every other boot: Ignition's mark, the
 * kubelet's client certificate, etcd's log. Made anew, each has another inode or leads elsewhere.
 */
const kept = {
  mark: ["/var/lib/ignition", "applied"],
  certificate: ["/var/lib/kubelet/pki", "kubelet-client-current.pem"],
  data: ["/var/lib/etcd/member", "wal"],
} as const;

const keptBy: Readonly<Record<Role, readonly (keyof typeof kept)[]>> = {
  etcd: ["mark", "data"],
  loadBalancer: ["mark"],
  bootstrap: ["mark"],
  worker: ["mark", "certificate"],
  controlPlane: ["mark", "certificate", "data"],
};

/** What a running machine keeps, each as a line that changes when it is made anew. */
export async function keepsakesOf(container: string, role: Role): Promise<readonly string[]> {
  const found = keptBy[role].map(async (name) => {
    const [folder, file] = kept[name];
    const look = ["find", folder, "-maxdepth", "1", "-name", file, "-printf", `${name}: inode %i %l`];
    return podman("exec", container, ...look);
  });
  return Promise.all(found);
}
