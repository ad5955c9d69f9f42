import { parseConnection } from "../../../../../plugins/command/remote/connection";
import { dial } from "../../../../../plugins/command/remote/dial";
import type { Context } from "../../../../../plugins/shared/provider";
import { sshKeys } from "./ssh-keys";
import { startSshServer } from "./ssh-server";

/** Beyond the ports that the system gives out: nobody listens there. */
const CLOSED_PORT = 64323;

interface Call {
  readonly context: Context;
  readonly lines: readonly string[];
  readonly interrupt: () => void;
}

function call(): Call {
  const lines: string[] = [];
  const controller = new AbortController();
  const log = {
    message: () => undefined,
    status: (_severity: string, text: string) => lines.push(text),
    flush: () => Promise.resolve(),
  };
  return {
    context: { log, signal: controller.signal },
    lines,
    interrupt: () => {
      controller.abort();
    },
  };
}

const closed = (dialErrorLimit: number) =>
  parseConnection({
    connection: {
      host: "127.0.0.1",
      port: CLOSED_PORT,
      privateKey: sshKeys().private,
      dialErrorLimit,
    },
  });

describe("connecting to a machine", () => {
  it("tries as often again as it is told, and says so", async () => {
    const { context: given, lines } = call();
    await expect(dial(closed(1), given)).rejects.toThrow(
      `after 1 failed attempts: dial tcp 127.0.0.1:${CLOSED_PORT}: connect: connection refused`,
    );
    expect(lines).toEqual(["Dial 1/1 failed: retrying"]);
  });

  it("tries for ever with -1, until it is interrupted", async () => {
    const { context: given, lines, interrupt } = call();
    const trying = expect(dial(closed(-1), given)).rejects.toThrow("context canceled");
    while (lines.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    interrupt();
    await trying;
    expect(lines[1]).toBe("Dial 2/inf failed: retrying");
  });

  it("accepts only the host key that is given", async () => {
    const server = await startSshServer();
    const other = sshKeys().public;
    const wrong = parseConnection({ connection: { ...server.inputs.connection, hostKey: other } });
    await expect(dial(wrong, call().context)).rejects.toThrow("ssh: host key mismatch");
    await server.stop();
  });
});
