import { existsSync, readdirSync } from "node:fs";
import { mkdir, open, rename, rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Credential } from "../checks/clients/https";
import { readSnapshot } from "../checks/clients/etcd-snapshot";
import { etcdClientUrl } from "../topology/endpoints";
import type { GateContext } from "./context";
import type { MemberMachine } from "./membership";
import { waitFor } from "./wait";

/** What is copied, and into which file of this host. */
export interface EtcdBackup {
  readonly machine: MemberMachine;
  readonly credential: Credential;
  /** A path; the folder is made, for its owner alone, as the backup has everything that the cluster has. */
  readonly file: string;
}

/**
 * Copies what etcd has on a machine into a file of this host. What is there under that name is whole: a copy that is
 * broken off is begun anew beside it.
 */
export async function backUpEtcd(
  gate: GateContext,
  { machine, credential, file }: EtcdBackup,
): Promise<{ backup: string }> {
  const beside = `${file}.new`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await waitFor(gate, {
    subject: "backup",
    goal: `what etcd has on ${machine.name} to be copied`,
    where: etcdClientUrl(machine),
    observe: async () => {
      const copy = await open(beside, "w", 0o600);
      try {
        const { signal, patience } = gate;
        const url = etcdClientUrl(machine);
        await readSnapshot({ url, credential, signal, patience }, (part) => copy.write(part));
        await copy.sync();
      } finally {
        await copy.close();
      }
      return { done: true, state: `${file} has what etcd has on ${machine.name}`, value: undefined };
    },
    why: `the etcd of ${machine.name} does not answer, or has no quorum`,
    remedy: `look at the etcd of ${machine.name}, then run "pulumi up" again`,
  });
  await rename(beside, file);
  return { backup: file };
}

/** Removes a backup, and its folder with the last one. */
export async function removeBackup({ file }: Pick<EtcdBackup, "file">): Promise<void> {
  await Promise.all([file, `${file}.new`].map((path) => rm(path, { force: true })));
  const folder = dirname(file);
  if (existsSync(folder) && readdirSync(folder).length === 0) await rmdir(folder);
}
