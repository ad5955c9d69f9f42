import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { auditPolicy } from "../../manifests/kubernetes/api-access";
import { configFileNames, configPath, mounts } from "../../manifests/openshift/bootstrap-mounts";
import { secretFiles } from "../../manifests/openshift/bootstrap-secrets";
import { apiServerArguments, openshiftOnly } from "../../manifests/openshift/configs/api-server-arguments";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import { apiServerUrl, etcdClientUrl, etcdPeerUrl } from "../../topology/endpoints";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { ports } from "../../topology/ports";
import { type ProgramFlags, type RunningProgram, startProgram } from "./program";

/** The first API server of an OpenShift cluster and its etcd, upstream's programs, with everything that the bootstrap has. */
export interface OpenshiftApiServer {
  /** Its URL by address, for which it has no certificate but the default one. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts both on the address of the plan's bootstrap machine, which must be one of loopback; files go to the folder. */
export function startOpenshiftApiServer(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  folder: string,
): OpenshiftApiServer {
  const secrets = join(folder, "secrets");
  mkdirSync(secrets, { mode: 0o700 });
  for (const { path, contents } of secretFiles(plan, bundle))
    writeFileSync(join(secrets, basename(path)), contents, { mode: 0o600 });
  writeFileSync(join(folder, configFileNames.auditPolicy), auditPolicy());
  const running: readonly RunningProgram[] = [
    startProgram("etcd", etcdFlags(plan, bundle, secrets), folder),
    startProgram("kube-apiserver", apiServerFlags(plan, folder), folder),
  ];
  return {
    url: apiServerUrl(plan.bootstrap),
    stop: async () => {
      await Promise.all(running.map((program) => program.stop("SIGKILL")));
    },
  };
}

/** The bootstrap's own arguments, without what upstream's program does not know, and with this machine's paths. */
function apiServerFlags(plan: OpenshiftClusterPlan, folder: string): ProgramFlags {
  const { address } = plan.bootstrap;
  const unknown = Object.values(openshiftOnly).flat();
  const here = (value: string): string =>
    value
      .replaceAll(`${mounts.secrets.inPod}/`, `${folder}/secrets/`)
      .replace(configPath(configFileNames.auditPolicy), join(folder, configFileNames.auditPolicy))
      .replace(mounts.auditLog.inPod, folder);
  const flags = Object.entries(apiServerArguments(plan)).map(
    ([name, values]) => [name, values.filter((value) => !unknown.includes(value)).map(here)] as const,
  );
  return {
    ...Object.fromEntries(flags),
    "etcd-servers": etcdClientUrl(plan.bootstrap),
    "bind-address": address,
    "secure-port": String(ports.apiServer),
    "advertise-address": address,
    // Endpoints may not be of loopback.
    "endpoint-reconciler-type": "none",
  };
}

function etcdFlags(plan: OpenshiftClusterPlan, bundle: OpenshiftBundle, folder: string): ProgramFlags {
  const pair = (prefix: "" | "peer-", name: "etcd-serving" | "etcd-peer"): ProgramFlags => {
    const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
    writeFileSync(cert, bundle.leaves[name].certificatePem);
    writeFileSync(key, bundle.leaves[name].keyPem, { mode: 0o600 });
    return {
      [`${prefix}cert-file`]: cert,
      [`${prefix}key-file`]: key,
      [`${prefix}trusted-ca-file`]: join(folder, "etcd-ca-bundle.crt"),
      [`${prefix}client-cert-auth`]: "true",
    };
  };
  const [clientUrl, peerUrl] = [etcdClientUrl(plan.bootstrap), etcdPeerUrl(plan.bootstrap)];
  return {
    name: "etcd-bootstrap",
    "data-dir": join(folder, "etcd-data"),
    "listen-client-urls": clientUrl,
    "advertise-client-urls": clientUrl,
    "listen-peer-urls": peerUrl,
    "initial-advertise-peer-urls": peerUrl,
    "initial-cluster": `etcd-bootstrap=${peerUrl}`,
    ...pair("", "etcd-serving"),
    ...pair("peer-", "etcd-peer"),
    // A test writes little and loses nothing that it would miss.
    "unsafe-no-fsync": "true",
  };
}
