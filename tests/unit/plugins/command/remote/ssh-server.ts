import type { Connection as ServerConnection } from "ssh2";
import { Server } from "ssh2";
import { sshKeys } from "./ssh-keys";

const hostKey = sshKeys();
const userKey = sshKeys();

/** A server of the ssh protocol on loopback that takes any command and never ends it. */
export interface SshServer {
  /** Inputs of a resource that connects here. */
  readonly inputs: { readonly connection: Readonly<Record<string, string | number>> };
  /** Resolves when a command runs. */
  readonly running: Promise<void>;
  /** Cuts all connections, as a machine that dies. */
  cut(): void;
  stop(): Promise<void>;
}

export async function startSshServer(): Promise<SshServer> {
  const connections: ServerConnection[] = [];
  let started: () => void = () => undefined;
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const server = new Server({ hostKeys: [hostKey.private] }, (connection) => {
    connections.push(connection);
    connection.on("error", () => undefined);
    connection.on("authentication", (attempt) => {
      attempt.accept();
    });
    connection.on("session", (accept) => {
      accept().on("exec", (acceptExec) => {
        acceptExec().write("begun\n");
        started();
      });
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as { port: number }).port);
    });
  });
  const cut = (): void => {
    for (const connection of connections) connection.end();
  };
  return {
    inputs: { connection: { host: "127.0.0.1", port, privateKey: userKey.private, dialErrorLimit: 0 } },
    running,
    cut,
    stop: () => {
      cut();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
