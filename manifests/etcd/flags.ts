import { type Bundle, credentialOf } from "../../pki/bundle";
import { etcdClientUrl, etcdPeerUrl } from "../../topology/endpoints";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { timesOf } from "../../topology/pace";
import { ports } from "../../topology/ports";
import { type NodeFile, publicFile } from "../file";
import type { Flags } from "../kubernetes/flags";
import { type KeyPairPaths, keyPairFiles, keyPairPaths } from "../kubernetes/pem";
import { tls } from "../kubernetes/tls";

/** Where a member has its data. */
export const etcdData = "/var/lib/etcd";

/** Etcd's log, which is there from its first start on a machine. */
export const etcdLogDirectory = `${etcdData}/member/wal`;

/** Where a member finds its certificates. */
export interface EtcdPaths {
  readonly authority: string;
  readonly server: KeyPairPaths;
  readonly peer: KeyPairPaths;
}

/** The paths of a member whose certificates are in the given directory. */
export function etcdPaths(directory: string): EtcdPaths {
  return {
    authority: `${directory}/ca.crt`,
    server: keyPairPaths(directory, "server"),
    peer: keyPairPaths(directory, "peer"),
  };
}

/** The certificates that a member reads. */
export function etcdFiles(bundle: Bundle, machine: Machine, paths: EtcdPaths): readonly NodeFile[] {
  return [
    publicFile(paths.authority, bundle.authorities.etcd.certificatePem),
    ...keyPairFiles(paths.server, credentialOf(bundle, "etcd-server", machine), "etcd"),
    ...keyPairFiles(paths.peer, credentialOf(bundle, "etcd-peer", machine), "etcd"),
  ];
}

/** etcd's flags, but for those by which it starts or joins a cluster (etcd documentation, "Configuration options"). */
export function etcdFlags(plan: ClusterPlan, machine: Machine, paths: EtcdPaths): Flags {
  return {
    name: machine.name,
    "data-dir": etcdData,
    "listen-client-urls": {
      value: [`https://127.0.0.1:${ports.etcdClient}`, etcdClientUrl(machine)],
      why: "what is beside it dials loopback; gates, new members and other machines dial the machine's address",
    },
    "advertise-client-urls": etcdClientUrl(machine),
    "listen-peer-urls": etcdPeerUrl(machine),
    "initial-advertise-peer-urls": etcdPeerUrl(machine),
    "initial-cluster-token": {
      value: plan.domain,
      why: "a member of another cluster that is dialled by mistake does not match",
    },
    "client-cert-auth": true,
    "trusted-ca-file": paths.authority,
    "cert-file": paths.server.certificate,
    "key-file": paths.server.key,
    "peer-client-cert-auth": true,
    "peer-trusted-ca-file": paths.authority,
    "peer-cert-file": paths.peer.certificate,
    "peer-key-file": paths.peer.key,
    "tls-min-version": "TLS1.2",
    "cipher-suites": {
      value: tls.cipherSuites,
      why: "as all servers of the cluster; TLS 1.3 has no weak ones to leave out",
    },
    "listen-metrics-urls": {
      value: `http://127.0.0.1:${ports.etcdMetrics}`,
      why: "the kubelet's probes have no client certificate",
    },
    "strict-reconfig-check": {
      value: true,
      why: "a change of membership that would cost the quorum is refused",
    },
    "auto-compaction-mode": "periodic",
    "auto-compaction-retention": {
      value: "1h",
      why: "API servers compact every five minutes; while none does, the history still does not grow for ever",
    },
    "quota-backend-bytes": {
      value: 8 * 2 ** 30,
      why: "the most that etcd is advised to hold; beyond it, it takes no more writes instead of filling the disk",
    },
    "feature-gates": {
      value: "InitialCorruptCheck=true",
      why: "a member whose data differ from the others' refuses to start instead of spreading them",
    },
    ...electionFlags(plan),
    "watch-progress-notify-interval": {
      value: `${timesOf[plan.pace].watchProgressEvery / 1000}s`,
      why: "lets API servers serve consistent lists from their watch cache",
    },
  };
}

/** etcd's own times, but where machines are too slow for them. */
function electionFlags({ pace }: ClusterPlan): Flags {
  const times = timesOf[pace].etcd;
  if (times === undefined) return {};
  return {
    "heartbeat-interval": {
      value: times.heartbeat,
      why: "an emulated machine misses the usual 100 ms often",
    },
    "election-timeout": { value: times.election, why: "ten times that, as etcd advises" },
  };
}
