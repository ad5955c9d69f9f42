import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

export type Severity = "debug" | "info" | "warning" | "error";

/** Shows text to the user of the CLI, beside one resource. */
export interface EngineLog {
  /** A line that stays on the screen. */
  message(severity: Severity, text: string): void;
  /** A line that is shown only while the operation runs: streamed output, progress. */
  status(severity: Severity, text: string): void;
  /** Resolves when the engine has everything that was said; never rejects. */
  flush(): Promise<void>;
}

const severities: Readonly<Record<Severity, LogSeverity>> = {
  debug: LogSeverity.DEBUG,
  info: LogSeverity.INFO,
  warning: LogSeverity.WARNING,
  error: LogSeverity.ERROR,
};

/** The engine that started this plugin, at the address it gave as the first argument. */
export class Engine {
  readonly #address: string;
  #client: EngineClient | undefined;

  constructor(address: string) {
    this.#address = address;
  }

  /** A log for one call about the resource (empty URN: the stack); lines arrive in the order said. */
  logFor(urn: string): EngineLog {
    let sent = Promise.resolve();
    const say = (severity: Severity, text: string, ephemeral: boolean): void => {
      const request = new LogRequest()
        .setSeverity(severities[severity])
        .setMessage(text)
        .setUrn(urn)
        .setEphemeral(ephemeral);
      sent = sent.then(() => this.#send(request));
    };
    return {
      message: (severity, text) => {
        say(severity, text, false);
      },
      status: (severity, text) => {
        say(severity, text, true);
      },
      flush: () => sent,
    };
  }

  /** An engine that no longer listens is about to end us: what it cannot show is dropped. */
  #send(request: LogRequest): Promise<void> {
    this.#client ??= new EngineClient(this.#address, credentials.createInsecure());
    const client = this.#client;
    return new Promise((resolve) => {
      client.log(request, () => {
        resolve();
      });
    });
  }
}
