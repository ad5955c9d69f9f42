import { constants } from "node:os";
import type { Connection } from "./connection";

/** Messages in the words of the official plugin, which are those of Go's net and crypto/ssh. */

/** What ssh2 adds to its errors: where in the conversation it happened. */
interface SshError extends NodeJS.ErrnoException {
  readonly level?: string;
  readonly address?: string;
  readonly port?: number;
  readonly errors?: readonly NodeJS.ErrnoException[];
}

const socketErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connect: connection refused",
  EHOSTUNREACH: "connect: no route to host",
  ENETUNREACH: "connect: network is unreachable",
  ETIMEDOUT: "connect: connection timed out",
};

const REFUSED_LOGIN =
  "ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain";

/** Why an attempt to connect failed. */
export function dialText(error: SshError, connection: Connection): string {
  // A name with several addresses gives one error for each.
  const {
    code = "",
    address = connection.host,
    port = connection.port,
  } = (error.errors?.[0] ?? error) as SshError;
  const known = socketErrors[code];
  if (known) return `dial tcp ${address}:${port}: ${known}`;
  if (code === "ENOTFOUND") return `dial tcp: lookup ${connection.host}: no such host`;
  if (error.level === "client-timeout") return `dial tcp ${address}:${port}: i/o timeout`;
  if (error.level === "client-authentication") return `ssh: handshake failed: ${REFUSED_LOGIN}`;
  const reason = error.message.startsWith("Host denied") ? "ssh: host key mismatch" : error.message;
  return `ssh: handshake failed: ${reason}`;
}

export interface RemoteExit {
  readonly code: number | null;
  /** Without "SIG". */
  readonly signal: string | undefined;
}

/** How a remote command ended, or undefined if it ended well. */
export function remoteExitText(exit: RemoteExit | undefined): string | undefined {
  if (!exit) return "wait: remote command exited without exit status or exit signal";
  if (exit.code === 0) return undefined;
  if (exit.signal === undefined) return `Process exited with status ${exit.code ?? -1}`;
  const number = (constants.signals as Readonly<Record<string, number>>)[`SIG${exit.signal}`] ?? 0;
  return `Process exited with status ${128 + number} from signal ${exit.signal}`;
}

/** A variable that sshd does not accept (sshd_config: AcceptEnv). */
export function refusedVariable(name: string): string {
  return (
    `Unable to set '${name}'. This only works if your SSH server is configured to accept\n\t` +
    "these variables via AcceptEnv. Alternatively, if a Bash-like shell runs the command on the remote host, " +
    "you could\n\tprefix the command itself with the variables in the form 'VAR=value command'"
  );
}
