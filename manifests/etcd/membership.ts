import { etcdClientUrl, etcdPeerUrl } from "../../topology/endpoints";
import { type ClusterPlan, etcdHostsOf, type Machine } from "../../topology/plan";
import { type Pace, timesOf } from "../../topology/pace";
import { ports } from "../../topology/ports";
import type { KeyPairPaths } from "../kubernetes/pem";

/** What a machine has found out about its own membership. */
export const membershipDirectory = "/var/lib/etcd-membership";

/** The members as a machine found them when it became one, in the form in which etcd is told. */
export const initialClusterPath = `${membershipDirectory}/initial-cluster`;

/** Made on one machine, once: it tells that machine to start a cluster of its own, which all others join. */
export const foundingMark = `${membershipDirectory}/founder`;

/** What a machine shows to etcd, and whom it takes for etcd. */
export type MemberCredential = KeyPairPaths & { readonly authority: string };

/** Whom a machine asks for its membership, as variables; etcdctl reads all of its flags from the environment too. */
export function membershipVariables(
  plan: ClusterPlan,
  machine: Machine,
  { authority, certificate, key }: MemberCredential,
): string {
  const others = etcdHostsOf(plan).filter(({ name }) => name !== machine.name);
  const variables = {
    NAME: machine.name,
    PEER_URL: etcdPeerUrl(machine),
    OTHER_MEMBERS: others.map(etcdClientUrl).join(","),
    OWN_MEMBER: `https://127.0.0.1:${ports.etcdClient}`,
    ETCDCTL_CACERT: authority,
    ETCDCTL_CERT: certificate,
    ETCDCTL_KEY: key,
  };
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/** A function for scripts that wait for their machine's membership. */
export const discovery = (pace: Pace): string => `initial_cluster=${initialClusterPath}

# The members as etcd wants to be told them, name=URL with commas, once this machine is one of them. A member that
# was added and has not started yet has no name: that is this one.
discover() {
  etcdctl --endpoints="$OTHER_MEMBERS" --command-timeout=${timesOf[pace].etcdAnswersWithin / 1000}s member list 2>/dev/null |
    awk -F ', ' -v name="$NAME" -v url="$PEER_URL" '
      $4 == url { found = 1; $3 = name }
      { list = list separator $3 "=" $4; separator = "," }
      END { if (!found) exit 1; print list }' >"$initial_cluster.new" &&
    mv "$initial_cluster.new" "$initial_cluster"
}
`;
