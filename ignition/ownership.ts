import { type Owner, owners } from "../manifests/file";
import type { IgnitionConfig, IgnitionOwnership } from "./config";

/** Whose a file or directory is, in Ignition's terms. By number, so that no name need be known to the machine. */
export function ownership(owner: Owner): IgnitionOwnership {
  const { id } = owners[owner];
  return id === owners.root.id ? {} : { user: { id }, group: { id } };
}

/** The users that the owners of files and directories are, and their groups, so that a machine knows their names. */
export function accountsOf(entries: readonly { readonly owner: Owner }[]): Pick<IgnitionConfig, "passwd"> {
  const names = [...new Set(entries.map(({ owner }) => owner))].filter((owner) => owner !== "root");
  if (names.length === 0) return {};
  return {
    passwd: {
      groups: names.map((name) => ({ name, gid: owners[name].id })),
      users: names.map((name) => ({
        name,
        uid: owners[name].id,
        primaryGroup: name,
        homeDir: "/nonexistent",
        noCreateHome: true,
        shell: "/usr/sbin/nologin",
        system: true,
      })),
    },
  };
}
