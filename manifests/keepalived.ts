import { createHmac } from "node:crypto";
import type { Bundle } from "../pki/bundle";
import { familyOf, networkOfOne } from "../topology/network";
import type { ClusterPlan, Machine, VirtualRouter } from "../topology/plan";
import { executableFile, type MachineFiles, rootFile } from "./file";
import { readinessFunction } from "./haproxy";
import { machinePlaces } from "./haproxy-places";

const configurationPath = "/etc/keepalived/keepalived.conf";
/** By which a load balancer is asked how it does: haproxy, api or holds. */
export const checkPath = "/usr/local/bin/load-balancer-check";

/** The interface of a machine. */
const networkInterface = "eth0";

/**
 * The parts that make up a load balancer's priority, which is at most 254. High numbers make a backup wait 3.1 s and not
 * 4 s for a holder that is gone (RFC 3768, section 6.1: skew time).
 */
const priority = {
  /** That of the first load balancer; each after it has one less, so that no two are alike. */
  first: 240,
  /** What the holder of the address has more: one that comes back does not take the address from it. */
  holds: 10,
  /** What one has less that reaches no API server, where another may. */
  withoutApi: 50,
} as const;

/** keepalived on one of several load balancers, which gives one of them at a time the address that they share. */
export function keepalived(plan: ClusterPlan, bundle: Bundle, machine: Machine): Partial<MachineFiles> {
  const router = plan.virtualRouter;
  if (router === undefined) return {};
  return {
    files: [
      rootFile(
        configurationPath,
        keepalivedConfiguration(plan, machine, { router, password: passwordOf(plan, bundle) }),
      ),
      executableFile(checkPath, checkScript(plan, router)),
    ],
    units: [{ name: "keepalived.service", enabled: true }],
  };
}

/** What a load balancer's virtual router is made from. */
interface SharedAddress {
  readonly router: VirtualRouter;
  /** At most 8 characters count (RFC 2338, section 5.3.6). It goes over the network in clear and keeps out mistakes. */
  readonly password: string;
}

/** Made from a key that is the cluster's own, which cannot be found out from it. */
function passwordOf(plan: ClusterPlan, bundle: Bundle): string {
  const key = Buffer.from(bundle.encryptionKey, "base64");
  return createHmac("sha256", key).update(`virtual router of ${plan.domain}`).digest("base64url").slice(0, 8);
}

/** keepalived.conf (keepalived 2.2, keepalived.conf(5)). Secret. */
function keepalivedConfiguration(
  plan: ClusterPlan,
  machine: Machine,
  { router, password }: SharedAddress,
): string {
  const place = plan.loadBalancers.findIndex(({ name }) => name === machine.name);
  const peers = plan.loadBalancers.filter(({ name }) => name !== machine.name);
  return `global_defs {
  router_id ${machine.name}
  script_user root
  enable_script_security
}

# A load balancer whose HAProxy does not answer gives the address away.
vrrp_script haproxy {
  script "${checkPath} haproxy"
  interval 1
  timeout 1
  fall 1
  rise 1
}

# One that reaches no API server gives it to one that does; where none does, it stays where it is.
vrrp_script api {
  script "${checkPath} api"
  interval 1
  timeout 2
  fall 3
  rise 1
  weight -${priority.withoutApi}
}

# One that has it keeps it from another that is merely first in the list.
vrrp_script holds {
  script "${checkPath} holds"
  interval 1
  timeout 1
  fall 1
  rise 1
  weight ${priority.holds}
  init_fail
}

vrrp_instance api {
  state BACKUP
  interface ${networkInterface}
  virtual_router_id ${router.id}
  priority ${priority.first - place}
  advert_int 1
  # Told by name and not by multicast, which networks of virtual machines often lose.
  unicast_src_ip ${machine.address}
  unicast_peer {
${peers.map(({ address }) => `    ${address}`).join("\n")}
  }
${versionOf(router.addresses[0], password)}${addressesOf(router)}  # A holder that was frozen goes on to say that the address is its own, until it finds out: its successor says so, too.
  garp_master_refresh 1
  garp_master_repeat 3
  track_script {
    haproxy
    api
    holds
  }
}
`;
}

/** Version 3, the one that has IPv6, has no passwords (RFC 5798, section 9). */
function versionOf(address: string, password: string): string {
  if (familyOf(address) === "ipv6") return "  version 3\n";
  return `  authentication {
    auth_type PASS
    auth_pass ${password}
  }
`;
}

/** The messages name addresses of one family alone; one of the other family goes with them and is not named. */
function addressesOf({ addresses: [first, ...others] }: VirtualRouter): string {
  const block = (name: string, addresses: readonly string[]): string =>
    addresses.length === 0
      ? ""
      : `  ${name} {
${addresses.map((address) => `    ${networkOfOne(address).cidr} dev ${networkInterface}\n`).join("")}  }
`;
  return block("virtual_ipaddress", [first]) + block("virtual_ipaddress_excluded", others);
}

function checkScript(plan: ClusterPlan, router: VirtualRouter): string {
  return `#!/bin/sh
# Answers keepalived by its exit code: whether HAProxy answers, whether it reaches an API server that is ready, and
# whether this machine holds the shared address.
set -eu

${readinessFunction(plan)}
case $1 in
  haproxy) echo "show info" | socat -t 1 - UNIX-CONNECT:${machinePlaces.socket} | grep --quiet "^Name: HAProxy" ;;
  api) ready_at 127.0.0.1 2 ;;
  holds) [ -n "$(ip -oneline address show to ${router.addresses[0]})" ] ;;
esac
`;
}
