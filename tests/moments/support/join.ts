import { existsSync, writeFileSync } from "node:fs";
import { capture } from "../../../tools/process";
import type { Moment } from "./moment";
import type { Scene } from "./scene";

/** The moments of a machine's join, each met by a cluster that comes up as far as that. */
export const joinMoments: readonly Moment[] = [
  {
    moment: "the network between the host and the machines is lost",
    injection: "the bridge is set down as soon as master-0 runs",
    inject: (scene) =>
      Promise.resolve({
        beside: async (ended) => {
          await scene.whenRunning("master-0", ended);
          await scene.ip("link", "set", "podman1", "down");
        },
        remove: () => scene.ip("link", "set", "podman1", "up"),
      }),
    message: [
      /gave up waiting for .*master-0/,
      /seen: .*unreachable/,
      /the network between this host and the machine is down/,
      /archive: \/\S+\.tar\.gz/,
    ],
    boundSeconds: 400,
    why: "the cluster comes up as far as that, and the gate's patience passes",
  },
  {
    moment: "the etcd of a control plane does not catch up",
    injection: "a rule in the network namespace of master-0 that drops what goes to or comes from port 2380",
    inject: async (scene) => {
      const pid = await scene.whenRunning("master-0", AbortSignal.timeout(60_000));
      await changeRules(pid, "--append");
      return { remove: () => changeRules(pid, "--delete") };
    },
    message: [
      /gave up waiting for master-0 to be a voting member of etcd/,
      /seen: .*master-0/,
      /port 2380 between them is blocked/,
      /archive: \/\S+\.tar\.gz/,
    ],
    boundSeconds: 400,
    why: "as above",
  },
  {
    moment: "a machine has no memory left",
    injection: "the control group of worker-0 is limited to 24 MiB as soon as it runs",
    inject: (scene) =>
      Promise.resolve({
        beside: async (ended) => {
          await scene.whenRunning("worker-0", ended);
          await limitMemory(scene, "worker-0", 24 * 1024 * 1024);
        },
        remove: () => limitMemory(scene, "worker-0", -1),
      }),
    message: [
      /gave up waiting for node worker-0 to be Ready/,
      /has not asked for its certificate yet/,
      /no memory/,
      /archive: \/\S+\.tar\.gz/,
    ],
    boundSeconds: 500,
    why: "as above",
  },
];

async function changeRules(pid: string, change: "--append" | "--delete"): Promise<void> {
  for (const chain of ["INPUT", "OUTPUT"])
    for (const end of ["--sport", "--dport"])
      await capture({
        program: "nsenter",
        arguments: [
          `--net=/proc/${pid}/ns/net`,
          ...["iptables", change, chain, "--protocol", "tcp", end, "2380", "--jump", "DROP"],
        ],
      });
}

/** Limits what a machine may use, in bytes; -1 is no limit. The group is found under either version of control groups. */
async function limitMemory({ stack, storage }: Scene, machine: string, bytes: number): Promise<void> {
  const group = await storage.podman(
    "inspect",
    "--format",
    "{{.State.CgroupPath}}",
    `${stack.instance}-${machine}`,
  );
  const [first, second] = [
    `/sys/fs/cgroup/memory${group.trim()}/memory.limit_in_bytes`,
    `/sys/fs/cgroup${group.trim()}/memory.max`,
  ] as const;
  if (existsSync(first)) writeFileSync(first, String(bytes));
  else writeFileSync(second, bytes < 0 ? "max" : String(bytes));
}
