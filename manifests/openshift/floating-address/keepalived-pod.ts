import { dirname } from "node:path/posix";
import { releasePodText } from "../bootstrap-pod";
import { namespaces } from "../objects/names";
import type { FloatingPlan } from "./floating-plan";
import { ownAddressFunction } from "./own-address";
import { blanks, filledMount, floatingPlaces, templateMount } from "./places";

const { keepalivedConfiguration, keepalivedTemplate } = floatingPlaces;
const filled = filledMount(dirname(keepalivedConfiguration));
const requests = { cpu: "100m", memory: "200Mi" } as const;

/** The static pod of keepalived, whose image is the release's (facts: sno-plus.md, section 4). */
export function keepalivedPod(plan: FloatingPlan): string {
  return releasePodText({
    name: "keepalived",
    namespace: namespaces.infra,
    labels: { app: "hardway-keepalived" },
    gracePeriodSeconds: 10,
    before: [
      {
        name: "fill-configuration",
        image: "keepalived-ipfailover",
        command: ["/bin/bash", "-c"],
        words: [fillKeepalived(plan)],
        flags: {},
        mounts: [templateMount(keepalivedTemplate), filled],
        rights: "privileged",
        requests,
      },
    ],
    containers: [
      {
        name: "keepalived",
        image: "keepalived-ipfailover",
        command: ["/usr/sbin/keepalived"],
        words: ["--dont-fork", "--vrrp", "--log-console", "--log-detail"],
        flags: { "use-file": keepalivedConfiguration },
        mounts: [filled],
        rights: "privileged",
        requests,
      },
    ],
  });
}

/**
 * The script that fills the blanks of the template. It does so whenever the pod starts, as it does with the machine: after a
 * reboot the address may be on another interface. keepalived needs no address of its own among its peers.
 */
export function fillKeepalived({ virtualRouter }: FloatingPlan): string {
  return `set -euo pipefail

${ownAddressFunction(virtualRouter)}
read -r interface address <<<"$(own_address)"
if [ -z "$address" ]; then
  echo 'no interface has an address of a control plane: ${virtualRouter.sharers.join(", ")}' >&2
  exit 1
fi
sed "s|${blanks.networkInterface}|$interface|g; s|${blanks.address}|$address|g; /^ *$address\\$/d" \\
  ${keepalivedTemplate} >${keepalivedConfiguration}
`;
}
