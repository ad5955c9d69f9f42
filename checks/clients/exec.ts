import { WebSocket } from "undici";
import { slownessOf } from "../../topology/patience";
import { agentOf, type Caller, type Credential } from "./https";
import { timeLimit } from "./time-limit";

/** A command in a container, by its arguments: no shell reads them. */
export interface ExecTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly [string, ...string[]];
}

/** Runs a command in a container and resolves to what it printed; rejects with an `ExecError` or as a request does. */
export type Exec = (target: ExecTarget) => Promise<string>;

/** A command that could not be run in a container, or that failed there. */
export class ExecError extends Error {
  override readonly name = "ExecError";
}

/**
 * The API's protocol for commands that are sent nothing. Its successor lets a client end what it sends, and has API servers
 * speak another protocol to kubelets.
 */
const protocol = "v4.channel.k8s.io";

/** The first byte of each message says what the others are. */
const channels = { output: 1, errors: 2, status: 3 } as const;

/** How long a command may take. A kubelet that is gone is noticed by the API server alone, and late. In milliseconds. */
const commandTimeoutMs = 15_000;

/** A client that runs commands in containers by the API at the URL, over WebSockets. */
export function openExec(url: string, credential: Credential, caller: Caller, serverName?: string): Exec {
  const agent = agentOf(credential, caller, serverName);
  const limit = commandTimeoutMs * slownessOf(caller.patience);
  return (target) => {
    const socket = new WebSocket(addressOf(url, target), { protocols: [protocol], dispatcher: agent });
    return new Run(socket, target).outcome(AbortSignal.any([caller.signal, timeLimit(limit)]));
  };
}

function addressOf(url: string, { namespace, pod, container, command }: ExecTarget): string {
  const address = new URL(`/api/v1/namespaces/${namespace}/pods/${pod}/exec`, url);
  for (const argument of command) address.searchParams.append("command", argument);
  for (const [name, value] of [
    ["container", container],
    ["stdout", "true"],
    ["stderr", "true"],
  ] as const)
    address.searchParams.append(name, value);
  return address.href;
}

interface ExecStatus {
  readonly status?: string;
  readonly message?: string;
}

/** One command that runs, and what has come of it. */
class Run {
  private readonly received = { [channels.output]: "", [channels.errors]: "", [channels.status]: "" };

  constructor(
    private readonly socket: WebSocket,
    private readonly target: ExecTarget,
  ) {
    socket.binaryType = "arraybuffer";
  }

  outcome(ended: AbortSignal): Promise<string> {
    const { socket } = this;
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        reject(ended.reason as Error);
        socket.close();
      };
      const settle = (trouble: string): void => {
        ended.removeEventListener("abort", stop);
        const failure = this.failure(trouble);
        if (failure === undefined) resolve(this.received[channels.output]);
        else reject(failure);
      };
      if (ended.aborted) stop();
      ended.addEventListener("abort", stop, { once: true });
      socket.addEventListener("message", ({ data }) => {
        this.keep(Buffer.from(data as ArrayBuffer));
        if (this.received[channels.status] === "") return;
        // Nothing comes after the status, and not every API server closes.
        settle("");
        socket.close();
      });
      // The close comes after each error as well, and then says no more.
      let trouble = "";
      socket.addEventListener("error", ({ error }) => {
        trouble = reasonOf(error);
      });
      socket.addEventListener("close", () => {
        settle(trouble);
      });
    });
  }

  private keep(message: Buffer): void {
    const [channel] = message;
    if (channel !== channels.output && channel !== channels.errors && channel !== channels.status) return;
    this.received[channel] += message.toString("utf8", 1);
  }

  private failure(trouble: string): ExecError | undefined {
    const { namespace, pod, container, command } = this.target;
    const what = `${command.join(" ")} in ${namespace}/${pod}, container ${container}`;
    if (this.received[channels.status] === "")
      return new ExecError(`${what}: ${trouble === "" ? "the connection ended before it did" : trouble}`);
    const { status, message = "failed" } = JSON.parse(this.received[channels.status]) as ExecStatus;
    if (status === "Success") return undefined;
    const said = this.received[channels.errors].trim();
    return new ExecError(`${what}: ${said === "" ? message : `${message} (${said})`}`);
  }
}

/** An upgrade that was refused says no more than that; a connection that failed says why in its cause. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "the connection failed";
}
