import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Bundle, credentialOf } from "../../pki/bundle";
import { issue } from "../../pki/issue";
import { requiredKeys } from "../../pki/keys";
import { type ConfigInput, parseConfig } from "../../topology/config";
import { plan as planFor } from "../../topology/make-plan";
import { bootstrapOf, type ClusterPlan, type Machine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { newKey, testKeysNamed } from "./keys";
import type { HaPlan } from "./plan";
import { type RunningProgram, startProgram } from "./program";

/**
 * A control plane's programs on this machine: the real etcd and kube-apiserver with the real certificates of a
 * plan whose machine network is part of loopback, where every address answers without being set up.
 */
export interface LoopbackCluster {
  readonly plan: HaPlan;
  readonly bundle: Bundle;
  readonly startEtcd: (machine: Machine, initialCluster: InitialCluster) => RunningProgram;
  readonly startApiServer: (machine: Machine) => RunningProgram;
  /** Ends all programs and removes all files. */
  readonly remove: () => Promise<void>;
}

/** What a member's first start needs to know of the others. */
export interface InitialCluster {
  readonly members: readonly Machine[];
  readonly state: "new" | "existing";
}

/** Each test file that runs a cluster has a number of its own, as they may run side by side. */
export function loopbackCluster(number: number, config: ConfigInput = {}): LoopbackCluster {
  // Past the validation, which rightly wants addresses that machines can have.
  const made = planFor({ ...parseConfig("dev", config), machineNetwork: `127.${number}.0.0/24` });
  const plan = { ...made, bootstrap: bootstrapOf(made) };
  const key = newKey(new Date());
  const keys = testKeysNamed(requiredKeys(plan), key);
  const bundle = issue(plan, keys, new Date());
  const root = mkdtempSync(join(tmpdir(), "hardway-"));
  const running: RunningProgram[] = [];
  const start = (
    program: string,
    machine: Machine,
    flags: Readonly<Record<string, string>>,
  ): RunningProgram => {
    const directory = join(root, machine.name);
    mkdirSync(directory, { recursive: true });
    const started = startProgram(program, flags, directory);
    running.push(started);
    return started;
  };
  const write: Write = (path, text) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  return {
    plan,
    bundle,
    startEtcd: (machine, initial) => start("etcd", machine, etcdFlags(bundle, machine, { initial, write })),
    startApiServer: (machine) =>
      start("kube-apiserver", machine, apiServerFlags(plan, bundle, { machine, write })),
    remove: async () => {
      // Killed and not asked: the last member of a cluster cannot hand its leadership on and would try.
      await Promise.all(running.map((program) => program.stop("SIGKILL")));
      rmSync(root, { recursive: true });
    },
  };
}

type Write = (path: string, text: string) => string;

function etcdFlags(
  bundle: Bundle,
  machine: Machine,
  { initial, write }: { readonly initial: InitialCluster; readonly write: Write },
): Record<string, string> {
  const ca = write("etcd-ca.crt", bundle.authorities.etcd.certificatePem);
  const server = credentialOf(bundle, "etcd-server", machine);
  const peer = credentialOf(bundle, "etcd-peer", machine);
  const peerUrl = ({ address }: Machine): string => `https://${address}:${ports.etcdPeer}`;
  const clientUrl = `https://${machine.address}:${ports.etcdClient}`;
  return {
    name: machine.name,
    "data-dir": "etcd-data",
    "listen-client-urls": clientUrl,
    "advertise-client-urls": clientUrl,
    "listen-peer-urls": peerUrl(machine),
    "initial-advertise-peer-urls": peerUrl(machine),
    "initial-cluster": initial.members.map((member) => `${member.name}=${peerUrl(member)}`).join(","),
    "initial-cluster-state": initial.state,
    "client-cert-auth": "true",
    "trusted-ca-file": ca,
    "cert-file": write(`${machine.name}/server.crt`, server.certificatePem),
    "key-file": write(`${machine.name}/server.key`, server.keyPem),
    "peer-client-cert-auth": "true",
    "peer-trusted-ca-file": ca,
    "peer-cert-file": write(`${machine.name}/peer.crt`, peer.certificatePem),
    "peer-key-file": write(`${machine.name}/peer.key`, peer.keyPem),
    // A test writes little and loses nothing that it would miss.
    "unsafe-no-fsync": "true",
  };
}

function apiServerFlags(
  plan: ClusterPlan,
  bundle: Bundle,
  { machine, write }: { readonly machine: Machine; readonly write: Write },
): Record<string, string> {
  const own = (file: string, text: string): string => write(`${machine.name}/${file}`, text);
  const etcd = credentialOf(bundle, "apiserver-etcd-client", machine);
  const server = credentialOf(bundle, "apiserver", machine);
  const { authorities, serviceAccount } = bundle;
  return {
    "bind-address": machine.address,
    "secure-port": String(ports.apiServer),
    "advertise-address": machine.address,
    "service-cluster-ip-range": plan.networks.service[0].cidr,
    "authorization-mode": "Node,RBAC",
    "client-ca-file": write("client-ca.crt", authorities.kubernetes.certificatePem),
    "tls-cert-file": own("apiserver.crt", server.certificatePem),
    "tls-private-key-file": own("apiserver.key", server.keyPem),
    "etcd-servers": `https://${machine.address}:${ports.etcdClient}`,
    "etcd-cafile": write("etcd-ca.crt", authorities.etcd.certificatePem),
    "etcd-certfile": own("etcd-client.crt", etcd.certificatePem),
    "etcd-keyfile": own("etcd-client.key", etcd.keyPem),
    "service-account-issuer": "https://kubernetes.default.svc.cluster.local",
    "service-account-signing-key-file": own("service-account.key", serviceAccount.privateKeyPem),
    "service-account-key-file": own("service-account.pub", serviceAccount.publicKeyPem),
    "shutdown-delay-duration": "1s",
    "endpoint-reconciler-type": "none",
  };
}
