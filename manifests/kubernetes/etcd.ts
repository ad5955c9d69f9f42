import { type Bundle, credentialOf } from "../../pki/bundle";
import { etcdClientUrl, etcdPeerUrl } from "../../topology/endpoints";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { publicFile } from "../file";
import type { Flags } from "./flags";
import { directories, programDirectory } from "./paths";
import { keyPairFiles, keyPairPaths } from "./pem";
import { type ControlPlaneProgram, renderStaticPod } from "./static-pod";
import { tls } from "./tls";

const directory = programDirectory("etcd");
const authority = `${directory}/ca.crt`;
const server = keyPairPaths(directory, "server");
const peer = keyPairPaths(directory, "peer");

/** Stands in a control plane's pod for the members, which the machine asks the others for before it starts etcd. */
export const initialClusterPlaceholder = "@INITIAL_CLUSTER@";

/** What a member is told of the others before it has data of its own. */
export interface InitialCluster {
  readonly members: string;
  readonly state: "new" | "existing";
}

/** The bootstrap machine starts a cluster of one; every control plane joins one that exists. */
export function initialClusterOf(machine: Machine): InitialCluster {
  return machine.role === "bootstrap"
    ? { members: `${machine.name}=${etcdPeerUrl(machine)}`, state: "new" }
    : { members: initialClusterPlaceholder, state: "existing" };
}

/** etcd as a static pod, run as its own user. */
export function etcd(plan: ClusterPlan, bundle: Bundle, machine: Machine): ControlPlaneProgram {
  const files = [
    publicFile(authority, bundle.authorities.etcd.certificatePem),
    ...keyPairFiles(server, credentialOf(bundle, "etcd-server", machine), "etcd"),
    ...keyPairFiles(peer, credentialOf(bundle, "etcd-peer", machine), "etcd"),
  ];
  return {
    program: "etcd",
    pod: renderStaticPod({
      program: "etcd",
      files,
      runsAs: "etcd",
      flags: etcdFlags(plan, machine),
      reads: [directory],
      writes: [directories.etcdData],
      cpu: "100m",
      gracePeriodSeconds: 30,
      health: { scheme: "HTTP", port: ports.etcdMetrics, live: "/livez", ready: "/readyz" },
    }),
    files,
  };
}

/** etcd's flags (etcd documentation, "Configuration options"). */
export function etcdFlags(plan: ClusterPlan, machine: Machine): Flags {
  const initial = initialClusterOf(machine);
  return {
    name: machine.name,
    "data-dir": directories.etcdData,
    "listen-client-urls": {
      value: [`https://127.0.0.1:${ports.etcdClient}`, etcdClientUrl(machine)],
      why: "the API server beside it dials loopback; gates and new members dial the machine's address",
    },
    "advertise-client-urls": etcdClientUrl(machine),
    "listen-peer-urls": etcdPeerUrl(machine),
    "initial-advertise-peer-urls": etcdPeerUrl(machine),
    "initial-cluster": {
      value: initial.members,
      why: "read only while the data directory is empty",
    },
    "initial-cluster-state": initial.state,
    "initial-cluster-token": {
      value: plan.domain,
      why: "a member of another cluster that is dialled by mistake does not match",
    },
    "client-cert-auth": true,
    "trusted-ca-file": authority,
    "cert-file": server.certificate,
    "key-file": server.key,
    "peer-client-cert-auth": true,
    "peer-trusted-ca-file": authority,
    "peer-cert-file": peer.certificate,
    "peer-key-file": peer.key,
    "tls-min-version": "TLS1.2",
    "cipher-suites": {
      value: tls.cipherSuites,
      why: "as all servers of the cluster; TLS 1.3 has no weak ones to leave out",
    },
    "listen-metrics-urls": {
      value: `http://127.0.0.1:${ports.etcdMetrics}`,
      why: "the kubelet's probes have no client certificate",
    },
    "feature-gates": {
      value: "InitialCorruptCheck=true",
      why: "a member whose data differ from the others' refuses to start instead of spreading them",
    },
    "watch-progress-notify-interval": {
      value: "5s",
      why: "lets API servers serve consistent lists from their watch cache",
    },
  };
}
