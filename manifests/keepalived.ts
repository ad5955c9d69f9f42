import { type BinaryLike, createHmac } from "node:crypto";
import type { Bundle } from "../pki/bundle";
import { familyOf, networkOfOne } from "../topology/network";
import type { ClusterPlan, Machine, VirtualRouter } from "../topology/plan";
import { addressSharer, checkPath, checkScript, type Tracked } from "./address-sharer";
import { executableFile, type MachineFiles, rootFile } from "./file";

const configurationPath = "/etc/keepalived/keepalived.conf";

/** The interface of a machine. */
const networkInterface = "eth0";

/**
 * The priority of the first machine; each after it has one less, so that no two are alike. High numbers make a backup wait
 * 3.1 s and not 4 s for a holder that is gone (RFC 3768, section 6.1: skew time), and the highest is 254.
 */
const firstPriority = 240;

/** keepalived on one of several machines, which gives one of them at a time the address that they share. */
export function keepalived(plan: ClusterPlan, bundle: Bundle, machine: Machine): Partial<MachineFiles> {
  const router = plan.virtualRouter;
  if (router === undefined) return {};
  const password = routerPassword(Buffer.from(bundle.encryptionKey, "base64"), plan);
  return {
    files: [
      rootFile(configurationPath, keepalivedConfiguration(sharerOf(machine, router), { router, password })),
      executableFile(checkPath, checkScript(plan, router, addressSharer(machine))),
    ],
    units: [{ name: "keepalived.service", enabled: true }],
  };
}

/** What keepalived asks again and again, and what the machine's priority gains or loses by the answer. */
export interface VrrpScript extends Pick<Tracked, "why" | "timeout" | "fall" | "weight"> {
  readonly name: string;
  /** A command with its words; no shell reads it. */
  readonly command: string;
}

/** A machine that shares an address, as its keepalived has to know it. */
export interface Sharer {
  readonly name: string;
  readonly networkInterface: string;
  readonly address: string;
  /** The addresses of the others. */
  readonly peers: readonly string[];
  /** 1 to 254. */
  readonly priority: number;
  readonly scripts: readonly VrrpScript[];
  /** What marks the shared IPv4 address on the interface, at most 15 characters; addresses of IPv6 have none. */
  readonly label?: string;
}

function sharerOf({ name, role, address }: Machine, { sharers }: VirtualRouter): Sharer {
  return {
    name,
    networkInterface,
    address,
    peers: sharers.filter((other) => other !== address),
    priority: firstPriority - sharers.indexOf(address),
    scripts: addressSharer({ name, role }).tracked.map((tracked) => ({
      ...tracked,
      command: `${checkPath} ${tracked.name}`,
    })),
  };
}

/** What a machine's virtual router is made from. */
export interface SharedAddress {
  readonly router: VirtualRouter;
  /** At most 8 characters count (RFC 2338, section 5.3.6). It goes over the network in clear and keeps out mistakes. */
  readonly password: string;
}

/** Made from a key that is the cluster's own, which cannot be found out from it. */
export function routerPassword(key: BinaryLike, { domain }: Pick<ClusterPlan, "domain">): string {
  return createHmac("sha256", key).update(`virtual router of ${domain}`).digest("base64url").slice(0, 8);
}

/** keepalived.conf (keepalived 2.2, keepalived.conf(5)). As secret as the password. */
export function keepalivedConfiguration(sharer: Sharer, { router, password }: SharedAddress): string {
  return `global_defs {
  router_id ${sharer.name}
  script_user root
  enable_script_security
}

${sharer.scripts.map(vrrpScript).join("\n")}
vrrp_instance api {
  state BACKUP
  interface ${sharer.networkInterface}
  virtual_router_id ${router.id}
  priority ${sharer.priority}
  advert_int 1
  # Told by name and not by multicast, which networks of virtual machines often lose.
  unicast_src_ip ${sharer.address}
  unicast_peer {
${sharer.peers.map((address) => `    ${address}`).join("\n")}
  }
${versionOf(router.addresses[0], password)}${addressesOf(router, sharer)}  # A holder that was frozen goes on to say that the address is its own, until it finds out: its successor says so, too.
  garp_master_refresh 1
  garp_master_repeat 3
  track_script {
${sharer.scripts.map(({ name }) => `    ${name}`).join("\n")}
  }
}
`;
}

function vrrpScript({ name, why, command, timeout, fall, weight }: VrrpScript): string {
  return `# ${why}
vrrp_script ${name} {
  script "${command}"
  interval 1
  timeout ${timeout}
  fall ${fall}
  rise 1
${weight === undefined ? "" : `  weight ${weight}\n`}${weight !== undefined && weight > 0 ? "  init_fail\n" : ""}}
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
function addressesOf(
  { addresses: [first, ...others] }: VirtualRouter,
  { networkInterface, label }: Sharer,
): string {
  const line = (address: string): string => {
    const mark = label === undefined || familyOf(address) === "ipv6" ? "" : ` label ${label}`;
    return `    ${networkOfOne(address).cidr} dev ${networkInterface}${mark}\n`;
  };
  const block = (name: string, addresses: readonly string[]): string =>
    addresses.length === 0 ? "" : `  ${name} {\n${addresses.map(line).join("")}  }\n`;
  return block("virtual_ipaddress", [first]) + block("virtual_ipaddress_excluded", others);
}
