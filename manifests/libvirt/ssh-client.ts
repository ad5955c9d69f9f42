import type { Machine } from "../../topology/plan";

/** Where the client's key and the machines' names stand in its configuration, until the folder is known. */
export const folderPlaceholder = "@FOLDER@";

/**
 * The SSH client's configuration (ssh_config(5)): machines by their names, each known by its own key and by nothing
 * else. Nobody is asked anything, and a machine that does not answer is given up within seconds.
 */
export function sshClientConfiguration(machines: readonly Pick<Machine, "name" | "address">[]): string {
  const hosts = machines.map(
    ({ name, address }) => `Host ${name}
  HostName ${address}
  HostKeyAlias ${name}
`,
  );
  return `${hosts.join("")}Host *
  User root
  IdentityFile ${folderPlaceholder}/key
  IdentitiesOnly yes
  UserKnownHostsFile ${folderPlaceholder}/known_hosts
  GlobalKnownHostsFile none
  StrictHostKeyChecking yes
  BatchMode yes
  LogLevel ERROR
  ConnectTimeout 15
  ServerAliveInterval 10
  ServerAliveCountMax 6
`;
}
