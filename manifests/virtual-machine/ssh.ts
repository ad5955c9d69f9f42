import type { SshAccess } from "../../pki/ssh";
import { type MachineFiles, publicFile, rootFile } from "../file";

/** What the way in is made of. */
export const remoteShellPaths = {
  hostKey: "/etc/ssh/ssh_host_rsa_key",
  administrators: "/root/.ssh/authorized_keys",
  settings: "/etc/ssh/sshd_config.d/10-machine.conf",
} as const;

/** The way in for changes of a machine's files: one key may log in, and the machine is known by a key of its own. */
export function remoteShell({ hostKeyPem, administrator }: SshAccess): Partial<MachineFiles> {
  return {
    files: [
      rootFile(remoteShellPaths.hostKey, hostKeyPem),
      rootFile(remoteShellPaths.administrators, `${administrator}\n`),
      publicFile(remoteShellPaths.settings, serverSettings),
    ],
    units: [{ name: "ssh.service", enabled: true }],
  };
}

/** sshd_config(5). Names of those who connect are not looked up, as an answer that is missing would cost seconds. */
const serverSettings = `HostKey ${remoteShellPaths.hostKey}
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
X11Forwarding no
AllowTcpForwarding no
SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
`;
