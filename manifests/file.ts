/**
 * The users that files on a machine belong to, each with the group of the same name and number. The number is below
 * 1000, where the system's own users are, and one that Debian gives nobody.
 */
export const owners = {
  root: { id: 0, why: "most programs of a machine change it, and need root's rights to do so" },
  etcd: { id: 379, why: "etcd needs its files and its ports and nothing else of the machine" },
} as const;

export type Owner = keyof typeof owners;

/** A file on a machine. The mode is one of three, so that a wrong one cannot be written. */
export interface NodeFile {
  /** Absolute and normalised. */
  readonly path: string;
  readonly mode: 0o600 | 0o644 | 0o755;
  readonly owner: Owner;
  readonly contents: string;
}

/** A directory on a machine, for those whose mode, owner or mere existence matters. */
export interface NodeDirectory {
  readonly path: string;
  readonly mode: 0o700 | 0o755;
  readonly owner: Owner;
}

/** Settings that are added to a unit which the machine image brings. */
export interface DropIn {
  /** The file's name, which ends with .conf. */
  readonly name: string;
  readonly contents: string;
}

/** A systemd unit that a machine starts at boot. */
export interface Unit {
  readonly name: string;
  readonly enabled: true;
  /** Left out where the machine image brings the unit. */
  readonly contents?: string;
  readonly dropins?: readonly DropIn[];
}

/** A user whom the machine image has, and the public keys by which they may log in. */
export interface Login {
  readonly user: "core";
  readonly sshKeys: readonly string[];
}

/** A configuration that a machine fetches at its first boot, and in PEM the authority that its server must prove itself by. */
export interface FetchedConfig {
  readonly source: string;
  readonly authorityPem: string;
}

/** All that a machine is given at its first boot. */
export interface MachineFiles {
  readonly directories: readonly NodeDirectory[];
  readonly files: readonly NodeFile[];
  readonly units: readonly Unit[];
  /** Left out where nobody logs in as a user of the image's own. */
  readonly logins?: readonly Login[];
  /** Left out where the machine is given everything beforehand. */
  readonly fetches?: readonly FetchedConfig[];
}

/** A file that every user of the machine may read: configuration and certificates. */
export function publicFile(path: string, contents: string): NodeFile {
  return { path, mode: 0o644, owner: "root", contents };
}

/** A file for root alone: keys and kubeconfigs, and what tells root's programs what to run and whom to obey. */
export function rootFile(path: string, contents: string): NodeFile {
  return privateFile("root", path, contents);
}

/** A file for one user alone. */
export function privateFile(owner: Owner, path: string, contents: string): NodeFile {
  return { path, mode: 0o600, owner, contents };
}

/** A script. */
export function executableFile(path: string, contents: string): NodeFile {
  return { path, mode: 0o755, owner: "root", contents };
}

/** A directory that one user alone may enter. */
export function privateDirectory(owner: Owner, path: string): NodeDirectory {
  return { path, mode: 0o700, owner };
}

/** Several parts of a machine as one. */
export function mergeMachineFiles(parts: readonly Partial<MachineFiles>[]): MachineFiles {
  const logins = parts.flatMap((part) => part.logins ?? []);
  const fetches = parts.flatMap((part) => part.fetches ?? []);
  return {
    directories: parts.flatMap((part) => part.directories ?? []),
    files: parts.flatMap((part) => part.files ?? []),
    units: parts.flatMap((part) => part.units ?? []),
    ...(logins.length === 0 ? {} : { logins }),
    ...(fetches.length === 0 ? {} : { fetches }),
  };
}
