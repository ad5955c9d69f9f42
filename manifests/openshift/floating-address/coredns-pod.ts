import { dirname } from "node:path/posix";
import type { Probe } from "../../kubernetes/api-types";
import { releasePodText } from "../bootstrap-pod";
import { namespaces } from "../objects/names";
import { corednsHealthPort } from "./corefile-template";
import type { FloatingPlan } from "./floating-plan";
import { blanks, filledMount, floatingPlaces, templateMount } from "./places";

const { corefile, corefileTemplate } = floatingPlaces;
const filled = filledMount(dirname(corefile));
const requests = { cpu: "100m", memory: "200Mi" } as const;

const health: Probe = {
  httpGet: { host: "127.0.0.1", port: corednsHealthPort, path: "/health" },
  timeoutSeconds: 5,
};

/** The static pod of the CoreDNS that the machine itself asks, whose image is the release's (facts: sno-plus.md, section 4). */
export function corednsPod(plan: FloatingPlan): string {
  return releasePodText({
    name: "coredns",
    namespace: namespaces.infra,
    labels: { app: "hardway-coredns" },
    gracePeriodSeconds: 10,
    before: [
      {
        name: "fill-corefile",
        image: "keepalived-ipfailover",
        command: ["/bin/bash", "-c"],
        words: [fillCorefile(plan)],
        flags: {},
        mounts: [templateMount(corefileTemplate), filled],
        rights: "confined",
        requests,
      },
    ],
    containers: [
      {
        name: "coredns",
        image: "coredns",
        flags: { conf: corefile },
        mounts: [filled],
        rights: "confined",
        requests,
        probes: {
          readinessProbe: { ...health, periodSeconds: 10 },
          livenessProbe: { ...health, initialDelaySeconds: 60, failureThreshold: 5 },
        },
      },
    ],
  });
}

/**
 * The script that names in the Corefile whom to ask for other names: the last of the machine's name servers, as the first is
 * this CoreDNS itself. Those of the other control planes would ask it in turn, and an address of one link alone needs a zone.
 */
export function fillCorefile({ virtualRouter: { addresses, sharers } }: FloatingPlan): string {
  const own = [...sharers, ...addresses];
  return `set -euo pipefail

nameserver=''
while read -r key value _ || [ -n "$key" ]; do
  if [ "$key" != nameserver ]; then continue; fi
  case $value in
    fe[89ab]* | 127.* | ::1) ;;
    ${own.join(" | ")}) ;;
    *) nameserver=$value ;;
  esac
done </etc/resolv.conf
if [ -z "$nameserver" ]; then
  echo '/etc/resolv.conf names no server beside the control planes themselves' >&2
  exit 1
fi
sed "s|${blanks.nameserver}|$nameserver|" ${corefileTemplate} >${corefile}
`;
}
