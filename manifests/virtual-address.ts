import { familyOf, hostOf } from "../topology/network";
import { addressSharersOf, type ClusterPlan, type Machine, type VirtualRouter } from "../topology/plan";
import { addressSharer, checkPath } from "./address-sharer";
import { executableFile, type MachineFiles } from "./file";
import { readinessFunction } from "./haproxy";
import { machinePlaces } from "./haproxy-places";

/** By which a machine takes its place among those that share the API's address, and leaves it. */
export const virtualAddressPath = "/usr/local/bin/virtual-address";

/** The script of a machine that shares the API's address; nothing for one that does not. */
export function virtualAddress(plan: ClusterPlan, machine: Machine): Partial<MachineFiles> {
  const router = plan.virtualRouter;
  return router === undefined
    ? {}
    : { files: [executableFile(virtualAddressPath, script(plan, router, machine))] };
}

/** What differs in the hand-over between the kinds of machines, as functions of a shell. */
interface HandOver {
  /** `able`: whether it could carry the API. `busy`: whether a request may still be under way. */
  readonly functions: (plan: ClusterPlan, router: VirtualRouter) => string;
}

const handOvers = {
  loadBalancer: {
    functions: () => `ask() { echo "$1" | socat -t 1 - UNIX-CONNECT:${machinePlaces.socket}; }
# HAProxy counts a server as up that it has not looked at yet (management guide, section 9.1: field 37, check_status).
unseen() { ask "show stat" | awk -F, '$2 != "FRONTEND" && $2 != "BACKEND" && $37 ~ /INI/' | grep --quiet .; }
able() { ask "show info" >/dev/null 2>&1 && ! unseen; }
busy() { ask "show sess" | grep "fe=api " | grep --quiet --extended-regexp " age=[0-2]s "; }`,
  },
  controlPlane: {
    functions: ({ api }, { addresses }) => `able() { ready_at 127.0.0.1 2; }
connections() { ss --no-header --tcp --numeric state established "src ${hostOf(addresses[0])} and sport = :${api.port}" | wc --lines; }
# Those that end are requests. When for a moment none has, the ones that are left are watches and do not end by themselves.
still=0
before=-1
busy() {
  now=$(connections)
  if [ "$now" = "$before" ]; then still=$((still + 1)); else still=0; fi
  before=$now
  [ "$now" -gt 0 ] && [ $still -lt 4 ]
}`,
  },
} as const satisfies Readonly<Record<string, HandOver>>;

/**
 * The address moves in a moment, but the connections through it do not: those that are young enough to be requests may
 * end first, while new ones wait for their first packet to be sent again, which is a second later and at the next holder.
 */
function script(plan: ClusterPlan, router: VirtualRouter, machine: Machine): string {
  const { port } = plan.api;
  const { addresses } = router;
  const [address] = addresses;
  const { authority } = addressSharer(machine);
  const { functions } = handOvers[machine.role === "loadBalancer" ? "loadBalancer" : "controlPlane"];
  return `#!/bin/sh
# stay: takes its place, whatever was before. join: does so and waits until this machine could carry the API.
# leave: hands the shared address over without losing a request.
set -eu

${readinessFunction(plan, authority)}
${functions(plan, router)}
answers() { ready_at '${hostOf(address)}' 1; }

case $1 in
  stay | join)
    # A machine that has just booted has no systemd to talk to for a moment, and does not answer yet.
    until [ -S /run/systemd/private ]; do sleep 0.1; done
    if nft list table inet hand-over >/dev/null 2>&1; then nft delete table inet hand-over; fi
    systemctl start keepalived.service
    if [ "$1" = join ]; then until able; do sleep 0.2; done; fi
    ;;
  leave)
${alone(plan, machine)}    if ! systemctl is-active --quiet keepalived.service; then exit; fi
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
    while busy && [ $left -gt 0 ]; do
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
        echo "no other machine answers at ${address}, so this one keeps it" >&2
        exit 1
      fi
      sleep 0.1
    done
    ;;
esac
`;
}

/** The one machine that has the address keeps it, whatever is done to its API server. */
function alone(plan: ClusterPlan, { name }: Machine): string {
  const others = addressSharersOf(plan).filter((machine) => machine.name !== name);
  return others.length > 0 ? "" : "    exit\n";
}

function dropNew(address: string, port: number): string {
  const protocol = familyOf(address) === "ipv6" ? "ip6" : "ip";
  return `    ${protocol} daddr ${address} tcp dport ${port} tcp flags & (syn | ack) == syn drop\n`;
}
