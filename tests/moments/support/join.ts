import { capture } from "../../../tools/process";
import type { Moment } from "./moment";

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
