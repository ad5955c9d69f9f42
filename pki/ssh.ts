import forge from "node-forge";
import type { KeyMaterial } from "./bundle";
import type { Keys } from "./issue";
import { keyPairOf } from "./key-pair";
import type { Machine } from "../topology/plan";

/** The name under which the key is kept by which the program logs in to machines. */
export const administratorKey = "ssh/administrator";

/** The name under which the key is kept by which a machine shows itself to those who log in. */
export function hostKey({ name }: Pick<Machine, "name">): string {
  return `ssh/${name}`;
}

/** What a machine is given so that one can log in to it. Secret. */
export interface SshAccess {
  /** The private key by which the machine shows itself, PKCS#8 in PEM, which sshd reads. */
  readonly hostKeyPem: string;
  /** The public key of who may log in, as a line of authorized_keys(5). */
  readonly administrator: string;
}

/** What a machine is given, from the keys of the stack. */
export function sshAccess(keys: Keys, machine: Machine): SshAccess {
  return {
    hostKeyPem: materialOf(keys, hostKey(machine)).privateKeyPem,
    administrator: `${publicKey(keys, administratorKey)} hardway`,
  };
}

/** What the program needs to log in to machines, and to know each when it answers. Secret. */
export interface SshClient {
  readonly privateKeyPem: string;
  /** Lines of known_hosts (sshd(8)), by machine name, so that a machine is known by whatever address it is reached. */
  readonly knownHosts: string;
}

/** The client's side for some machines, from the keys of the stack. */
export function sshClient(keys: Keys, machines: readonly Machine[]): SshClient {
  const lines = machines.map((machine) => `${machine.name} ${publicKey(keys, hostKey(machine))}\n`);
  return { privateKeyPem: materialOf(keys, administratorKey).privateKeyPem, knownHosts: lines.join("") };
}

/** What one program needs to log in to one machine. Secret. */
export interface SshLogin {
  readonly privateKeyPem: string;
  /** The machine's public key: its kind and the key. */
  readonly hostKey: string;
}

/** The client's side for one machine, from the keys of the stack. */
export function sshLogin(keys: Keys, machine: Pick<Machine, "name">): SshLogin {
  const { privateKeyPem } = materialOf(keys, administratorKey);
  return { privateKeyPem, hostKey: publicKey(keys, hostKey(machine)) };
}

/** The public half as OpenSSH writes it (RFC 4253, section 6.6). */
function publicKey(keys: Keys, name: string): string {
  const { forgePublicKey } = keyPairOf(name, materialOf(keys, name));
  return forge.ssh.publicKeyToOpenSSH(forgePublicKey, "").trim();
}

function materialOf(keys: Keys, name: string): KeyMaterial {
  const key = keys[name];
  if (key === undefined || !("privateKeyPem" in key)) throw new Error(`there is no private key ${name}`);
  return key;
}
