import { type Login, type Owner, owners } from "../manifests/file";
import type { IgnitionConfig, IgnitionOwnership } from "./config";

/** Whose a file or directory is, in Ignition's terms. By number, so that no name need be known to the machine. */
export function ownership(owner: Owner): IgnitionOwnership {
  const { id } = owners[owner];
  return id === owners.root.id ? {} : { user: { id }, group: { id } };
}

/**
 * The users that the owners of files and directories are, and their groups, so that a machine knows their names; and those
 * who may log in.
 */
export function accountsOf(
  entries: readonly { readonly owner: Owner }[],
  logins: readonly Login[] = [],
): Pick<IgnitionConfig, "passwd"> {
  const names = [...new Set(entries.map(({ owner }) => owner))].filter((owner) => owner !== "root");
  const able = logins.filter(({ sshKeys }) => sshKeys.length > 0);
  if (names.length === 0 && able.length === 0) return {};
  return {
    passwd: {
      groups: names.map((name) => ({ name, gid: owners[name].id })),
      users: [
        ...names.map((name) => ({
          name,
          uid: owners[name].id,
          primaryGroup: name,
          homeDir: "/nonexistent",
          noCreateHome: true as const,
          shell: "/usr/sbin/nologin",
          system: true as const,
        })),
        ...able.map(({ user, sshKeys }) => ({ name: user, sshAuthorizedKeys: sshKeys })),
      ],
    },
  };
}
