import type { SshAccess } from "../../pki/ssh";
import { type MachineFiles, publicFile, rootFile } from "../file";

/** The way in for changes of a machine's files: one key may log in, and the machine is known by a key of its own. */
export function remoteShell({ hostKeyPem, administrator }: SshAccess): Partial<MachineFiles> {
  return {
    files: [
      rootFile("/etc/ssh/ssh_host_rsa_key", hostKeyPem),
      rootFile("/root/.ssh/authorized_keys", `${administrator}\n`),
      publicFile("/etc/ssh/sshd_config.d/10-machine.conf", serverSettings),
    ],
    units: [{ name: "ssh.service", enabled: true }],
  };
}

/** sshd_config(5). Names of those who connect are not looked up, as an answer that is missing would cost seconds. */
const serverSettings = `HostKey /etc/ssh/ssh_host_rsa_key
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
X11Forwarding no
AllowTcpForwarding no
SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
`;
