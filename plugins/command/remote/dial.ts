import { Client } from "ssh2";
import { setTimeout as delay } from "node:timers/promises";
import type { Context } from "../../shared/provider";
import type { Connection } from "./connection";
import { dialText } from "./texts";

const FIRST_PAUSE_MS = 250;
const PAUSE_GROWTH = 1.5;
const LONGEST_PAUSE_MS = 5000;

/**
 * Connects, with as many retries as the connection allows; a refused login or a wrong host key is
 * retried like a machine that is not up yet. Throws with the number of retries and the last reason.
 */
export async function dial(connection: Connection, context: Context): Promise<Client> {
  const { dialErrorLimit: limit } = connection;
  let pause = FIRST_PAUSE_MS;
  for (let failed = 0; ; failed++) {
    if (context.signal.aborted) throw new Error("context canceled");
    const result = await attempt(connection, context.signal);
    if (result instanceof Client) return result;
    if (limit >= 0 && failed >= limit) throw new Error(`after ${failed} failed attempts: ${result}`);
    context.log.status("info", `Dial ${failed + 1}/${limit < 0 ? "inf" : limit} failed: retrying`);
    // An interrupt ends the pause early.
    await delay(pause, undefined, { signal: context.signal }).catch(() => undefined);
    pause = Math.min(pause * PAUSE_GROWTH, LONGEST_PAUSE_MS);
  }
}

/** One attempt: the client, ready for commands, or the reason why there is none. */
function attempt(connection: Connection, signal: AbortSignal): Promise<Client | string> {
  const { host, port, user, privateKey, hostKey, perDialTimeoutSeconds } = connection;
  const wanted = hostKey?.getPublicSSH();
  const client = new Client();
  const interrupt = (): void => {
    client.destroy();
  };
  signal.addEventListener("abort", interrupt);
  return new Promise<Client | string>((resolve) => {
    client.on("ready", () => {
      resolve(client);
    });
    // After the connection stands, its loss ends the command's channel, which reports it.
    client.on("error", (error) => {
      resolve(dialText(error, connection));
    });
    client.on("close", () => {
      signal.removeEventListener("abort", interrupt);
      resolve(dialText(new Error("EOF"), connection));
    });
    client.connect({
      host,
      port,
      username: user,
      privateKey,
      readyTimeout: perDialTimeoutSeconds * 1000,
      ...(wanted && { hostVerifier: (key: Buffer) => key.equals(wanted) }),
    });
  });
}
