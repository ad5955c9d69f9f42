import { connected } from "../../../../../plugins/command/remote/connected";
import { runSession } from "../../../../../plugins/command/remote/session";
import type { Context } from "../../../../../plugins/shared/provider";
import type { SshServer } from "./ssh-server";
import { startSshServer } from "./ssh-server";

const contextOf = (signal: AbortSignal): Context => ({
  log: { message: () => undefined, status: () => undefined, flush: () => Promise.resolve() },
  signal,
});

describe("a remote command that does not end by itself", () => {
  let server: SshServer;
  beforeEach(async () => {
    server = await startSshServer();
  });
  afterEach(() => server.stop());

  const run = (signal: AbortSignal): Promise<unknown> => {
    const context = contextOf(signal);
    const task = { command: "wait", environment: {}, stdin: undefined, logging: undefined };
    return connected(server.inputs, context, (client) => runSession(client, task, context));
  };

  it("is given up by an interrupt, with what it wrote so far", async () => {
    const interrupt = new AbortController();
    const failure = expect(run(interrupt.signal)).rejects.toThrow(
      /^context canceled: running "wait":\nbegun\n$/,
    );
    await server.running;
    // What the command wrote is on its way.
    await new Promise((resolve) => setTimeout(resolve, 50));
    interrupt.abort();
    await failure;
  });

  it("fails when the connection is lost", async () => {
    const failure = expect(run(new AbortController().signal)).rejects.toThrow(
      /without exit status or exit signal/,
    );
    await server.running;
    server.cut();
    await failure;
  });
});
