import { familyOf, hostOf } from "../topology/network";
import type { ClusterPlan, VirtualRouter } from "../topology/plan";
import { executableFile, type MachineFiles } from "./file";
import { readinessFunction } from "./haproxy";
import { machinePlaces } from "./haproxy-places";
import { checkPath } from "./keepalived";

/** By which a load balancer takes its place among several, and leaves it. */
export const virtualAddressPath = "/usr/local/bin/virtual-address";

/** The script of a load balancer that shares its address; nothing for one that does not. */
export function virtualAddress(plan: ClusterPlan): Partial<MachineFiles> {
  const router = plan.virtualRouter;
  return router === undefined ? {} : { files: [executableFile(virtualAddressPath, script(plan, router))] };
}

/**
 * The address moves in a moment, but the connections through it do not: those that are young enough to be requests may
 * end first, while new ones wait for their first packet to be sent again, which is a second later and at the next holder.
 */
function script(plan: ClusterPlan, { addresses }: VirtualRouter): string {
  const { port } = plan.api;
  const [address] = addresses;
  return `#!/bin/sh
# join: waits until this load balancer could carry the API. leave: hands the shared address over without losing a request.
set -eu

${readinessFunction(plan)}
ask() { echo "$1" | socat -t 1 - UNIX-CONNECT:${machinePlaces.socket}; }
# HAProxy counts a server as up that it has not looked at yet (management guide, section 9.1: field 37, check_status).
unseen() { ask "show stat" | awk -F, '$2 != "FRONTEND" && $2 != "BACKEND" && $37 ~ /INI/' | grep --quiet .; }
requests() { ask "show sess" | grep "fe=api " | grep --count --extended-regexp " age=[0-2]s "; }
answers() { ready_at '${hostOf(address)}' 1; }

case $1 in
  join)
    # A machine that has just booted has no systemd to talk to for a moment, and its HAProxy does not answer yet.
    until [ -S /run/systemd/private ]; do sleep 0.1; done
    if nft list table inet hand-over >/dev/null 2>&1; then nft delete table inet hand-over; fi
    systemctl start keepalived.service
    while ! ask "show info" >/dev/null 2>&1 || unseen; do sleep 0.2; done
    ;;
  leave)
    if ! systemctl is-active --quiet keepalived.service; then exit; fi
    if ! ${checkPath} holds; then
      systemctl stop keepalived.service
      exit
    fi
    nft --file - <<END
table inet hand-over {
  chain input {
    type filter hook input priority 0
${addresses.map((each) => dropNew(each, port)).join("")}  }
}
END
    left=20
    while [ "$(requests)" -gt 0 ] && [ $left -gt 0 ]; do
      sleep 0.05
      left=$((left - 1))
    done
    systemctl stop keepalived.service
    left=50
    until answers; do
      left=$((left - 1))
      if [ $left -eq 0 ]; then
        systemctl start keepalived.service
        nft delete table inet hand-over
        echo "no other load balancer answers at ${address}, so this one keeps it" >&2
        exit 1
      fi
      sleep 0.1
    done
    ;;
esac
`;
}

function dropNew(address: string, port: number): string {
  const protocol = familyOf(address) === "ipv6" ? "ip6" : "ip";
  return `    ${protocol} daddr ${address} tcp dport ${port} tcp flags & (syn | ack) == syn drop\n`;
}
