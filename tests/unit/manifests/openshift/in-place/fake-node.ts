import { gunzipSync } from "node:zlib";
import { textOf } from "../../../../../ignition/config";
import { ignitionConfig } from "../../../../../ignition/node";
import { installedFiles } from "../../../../../ignition/openshift/live";
import { inPlacePaths } from "../../../../../manifests/openshift/in-place/paths";
import { servedPaths } from "../../../../../manifests/openshift/served-paths";
import { remoteShellPaths } from "../../../../../manifests/virtual-machine/ssh";
import { inPlacePlanOf } from "../../../../support/openshift-plan";
import { fake, type FakeMachine, machineWithRelease, manifest } from "../bootkube/fake-machine";
import { inPlaceStandIns } from "./stand-ins";

/**
 * A plan whose scripts run none of the release's programs, as the stand-ins of their tests have tests of their own; nobody
 * can configure it so.
 */
export const standInPlan = inPlacePlanOf({ payload: "folder" });

/** What the machine config server serves to those who ask for version 3. */
export const servedConfig = {
  ignition: { version: "3.2.0" },
  passwd: { users: [{ name: "core", sshAuthorizedKeys: ["ssh-ed25519 AAAA"] }] },
  storage: {
    directories: [{ path: "/etc/kubernetes/manifests", mode: 0o755 }],
    files: ["/etc/hostname", servedPaths.kubeconfig, servedPaths.encapsulated].map((path) => ({
      path,
      mode: 0o644,
      overwrite: true,
      contents: { source: "data:,served" },
    })),
  },
  systemd: {
    units: [
      {
        name: "kubelet.service",
        enabled: true,
        contents: "[Service]\n[Install]\nWantedBy=multi-user.target\n",
      },
    ],
  },
};

/** What the same server answers a plain request. */
const oldConfig = {
  ignition: { version: "2.2.0" },
  storage: {
    files: [{ filesystem: "root", path: "/etc/hostname", mode: 0o644, contents: { source: "data:,x" } }],
  },
};

/** The live system as it is when the release's programs have run, with an empty disk. */
export function liveMachine(): FakeMachine {
  const machine = machineWithRelease(standInPlan, inPlaceStandIns);
  const { write } = machine;
  write("/opt/openshift/manifests/namespace.yaml", manifest("v1", "Namespace", "openshift-etcd"));
  write("/opt/openshift/auth/kubeconfig-loopback", "kubeconfig\n");
  write("/opt/openshift/auth/kubeconfig", "not needed\n");
  write("/etc/kubernetes/bootstrap-secrets/etcd-client.key", "key\n");
  write("/etc/kubernetes/bootstrap-configs/audit-policy.yaml", "policy\n");
  write("/etc/kubernetes/static-pod-resources/etcd-member/ca.crt", "ca\n");
  for (const path of [remoteShellPaths.hostKey, remoteShellPaths.administrators, remoteShellPaths.settings])
    write(path, "the platform's\n");
  write("/var/lib/etcd/member/wal/0.wal", "being written");
  write("/var/lib/etcd/member/snap/db", "\0\u0001 data");
  write("/etc/ssh/ssh_host_rsa_key", "key\n");
  write("/etc/ssh/sshd_config.d/10-machine.conf", "PermitRootLogin prohibit-password\n");
  write("/root/.ssh/authorized_keys", "ssh-ed25519 AAAA\n");
  write("/var/log/other.log", "nobody's\n");
  write(inPlacePaths.nodeConfig, JSON.stringify(ignitionConfig(installedFiles(standInPlan))));
  write(`${fake}/served-v2`, JSON.stringify(oldConfig));
  write(`${fake}/served-v3`, JSON.stringify(servedConfig));
  write(`${fake}/version-operator`, "");
  write(`${fake}/disks/dev/vda/TYPE`, "disk\n");
  return machine;
}

/** An entry of the configuration that was installed; the paths are those of a machine again. */
export interface InstalledFile {
  readonly path: string;
  readonly mode: number;
  readonly contents: { readonly source: string; readonly compression?: "gzip" };
}

/** The configuration that is on the machine's disk. */
export interface InstalledConfig {
  readonly ignition: { readonly version: string };
  readonly passwd: unknown;
  readonly storage: {
    readonly directories: readonly { readonly path: string; readonly mode: number }[];
    readonly files: readonly InstalledFile[];
  };
  readonly systemd: { readonly units: readonly { readonly name: string; readonly enabled: boolean }[] };
}

/** Reads what was installed; throws where nothing was. */
export function installedOn(machine: FakeMachine): InstalledConfig {
  const text = machine.read(`${fake}/disks/dev/vda/ignition`).replaceAll(machine.at("/").slice(0, -1), "");
  return JSON.parse(text) as InstalledConfig;
}

/** The bytes of a file of it, as Ignition would write them. */
export function bytesAt({ storage }: InstalledConfig, path: string): string {
  const [found, ...more] = storage.files.filter((file) => file.path === path);
  if (found === undefined || more.length > 0)
    throw new Error(`${path} is there ${more.length + (found ? 1 : 0)} times`);
  const { source, compression } = found.contents;
  if (compression === undefined) return textOf(source);
  return gunzipSync(Buffer.from(source.slice("data:;base64,".length), "base64")).toString("utf8");
}
