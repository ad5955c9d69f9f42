import { networkOfOne } from "../../topology/network";
import type { ClusterPlan } from "../../topology/plan";
import { executableFile, type MachineFiles, type Unit } from "../file";
import { haproxyFiles } from "../haproxy";
import { foldersOnHypervisor, haproxyPlacesOf } from "../haproxy-places";
import { forgetStates } from "../haproxy-states";
import { startAtBoot, unitText } from "../unit-text";

/** The load balancer on the hypervisor: HAProxy as a unit of the cluster's own, beside any others that the host has. */
export function hostLoadBalancer(plan: ClusterPlan, authorityPem: string): MachineFiles {
  return {
    directories: [],
    files: [...haproxyFiles(plan, authorityPem), executableFile(addressesPath(plan), addressesScript(plan))],
    units: [unitOf(plan)],
  };
}

/** The unit's name, which components/libvirt/on-hypervisor.sh knows it by, too. */
export function hostLoadBalancerUnit({ stack }: Pick<ClusterPlan, "stack">): string {
  return `hardway-${stack}-load-balancer.service`;
}

function addressesPath(plan: ClusterPlan): string {
  return `${foldersOnHypervisor(plan).files}/addresses`;
}

/**
 * The same as Debian's haproxy.service, but for the addresses. libvirt makes the bridge when it starts the network; until
 * then every start fails at once, which keeps nothing else of the host's boot waiting, and systemd tries again.
 */
function unitOf(plan: ClusterPlan): Unit {
  const places = haproxyPlacesOf(plan);
  const { files, runtime } = foldersOnHypervisor(plan);
  const haproxy = `/usr/sbin/haproxy -Ws -f ${places.configuration}`;
  return {
    name: hostLoadBalancerUnit(plan),
    enabled: true,
    contents: unitText({
      Unit: {
        Description: `Load balancer of the cluster ${plan.domain}`,
        // One of the two has the networks; neither is started for this, as which of them the host runs is its own affair.
        After: "network-online.target libvirtd.service virtnetworkd.service",
        StartLimitIntervalSec: "0",
      },
      Service: {
        Type: "notify",
        EnvironmentFile: `${files}/bridge`,
        RuntimeDirectory: runtime.slice("/run/".length),
        ExecStartPre: [`${addressesPath(plan)} add`, forgetStates(places)],
        ExecStart: haproxy,
        ExecReload: [`${haproxy} -c -q`, places.statesScript, "/bin/kill -USR2 $MAINPID"],
        ExecStopPost: `${addressesPath(plan)} remove`,
        KillMode: "mixed",
        // What HAProxy's master ends with when it is told to.
        SuccessExitStatus: "143",
        Restart: "always",
        RestartSec: "1",
      },
      Install: startAtBoot,
    }),
  };
}

/** Each address is a network of its own, so that the bridge's routes stay as libvirt has made them. */
function addressesScript({ api: { addresses } }: ClusterPlan): string {
  const networks = addresses.map(networkOfOne);
  // A new IPv6 address may not be bound to before the network was asked whether somebody has it.
  const added = networks.map(
    ({ cidr, family }) => `ip address replace ${cidr} dev "$BRIDGE"${family === "ipv6" ? " nodad" : ""}`,
  );
  const removed = networks.map(({ cidr }) => `remove ${cidr}`);
  return `#!/bin/sh
# add: gives the bridge of the cluster's network the addresses of the API, and fails where there is no bridge yet.
# remove: takes them away. Environment: BRIDGE.
set -eu

remove() {
  if [ -n "$(ip -oneline address show to "$1" dev "$BRIDGE")" ]; then ip address delete "$1" dev "$BRIDGE"; fi
}

case $1 in
  add)
    ${added.join("\n    ")}
    ;;
  remove)
    # The bridge takes its addresses along.
    [ -e "/sys/class/net/$BRIDGE" ] || exit 0
    ${removed.join("\n    ")}
    ;;
esac
`;
}
