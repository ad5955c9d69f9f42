import { dnsHostsOf } from "../../../topology/dns";
import type { ClusterPlan } from "../../../topology/plan";
import { type MachineFiles, publicFile } from "../../file";
import { startAtBoot, unitText } from "../../unit-text";

const path = "/etc/hardway/hosts";

/**
 * The cluster's names on a machine that has no DNS server, as a container of a rehearsal: kubelets call the API by its
 * name. The runtime has /etc/hosts mounted, so lines are added to it and it is never replaced.
 */
export function hosts(plan: ClusterPlan): Partial<MachineFiles> {
  const lines = dnsHostsOf(plan).map(({ address, names }) => `${address} ${names.join(" ")}\n`);
  return {
    files: [publicFile(path, lines.join(""))],
    units: [
      {
        name: "cluster-hosts.service",
        enabled: true,
        contents: unitText({
          Unit: { Description: "The cluster's names", Before: "kubelet.service containerd.service" },
          Service: {
            Type: "oneshot",
            RemainAfterExit: "yes",
            ExecStart: `/bin/sh -c 'grep -qxFf ${path} /etc/hosts || cat ${path} >> /etc/hosts'`,
          },
          Install: startAtBoot,
        }),
      },
    ],
  };
}
