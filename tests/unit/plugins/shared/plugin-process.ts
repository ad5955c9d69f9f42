import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type * as structModule from "google-protobuf/google/protobuf/struct_pb";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Properties } from "../../../../plugins/shared/values";

const repository = join(__dirname, "..", "..", "..", "..");
const sdkRequire = createRequire(require.resolve("@pulumi/pulumi"));
const { Struct } = sdkRequire("google-protobuf/google/protobuf/struct_pb.js") as typeof structModule;
/** The protobuf runtime is the SDK's: messages of another copy cannot be put into its own. */
const { Empty: EmptyMessage } = sdkRequire("google-protobuf/google/protobuf/empty_pb.js") as {
  Empty: new () => Empty;
};

export const struct = (value: Properties): structModule.Struct =>
  Struct.fromJavaScript(value as Record<string, structModule.JavaScriptValue>);

/** A real plugin process, started as the engine starts it, and what it tells the engine. */
export interface PluginProcess {
  readonly pid: number;
  readonly client: ResourceProviderClient;
  /** Says that the user interrupts. */
  cancel(): Promise<void>;
  /** Texts that it has logged so far. */
  readonly logged: readonly string[];
  /** Resolves when the process has ended. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a bundled plugin by its launcher, with a small engine that takes its log lines. */
export async function startPlugin(name: string): Promise<PluginProcess> {
  execFileSync("node", [join(repository, "plugins/bundle.mjs")], { stdio: "ignore" });
  const logged: string[] = [];
  const engine = new Server();
  engine.addService(EngineService, {
    log: (call: { request: LogRequest }, callback: (error: null, answer: Empty) => void) => {
      logged.push(call.request.getMessage());
      callback(null, new EmptyMessage());
    },
  });
  const enginePort = await new Promise<number>((resolve, reject) => {
    engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
  const launcher = join(repository, "plugins/bin", name);
  const child = spawn(launcher, [`127.0.0.1:${enginePort}`], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [port] = (await once(createInterface(child.stdout), "line")) as [string];
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  return {
    pid: child.pid ?? 0,
    client,
    logged,
    ended,
    cancel: () =>
      new Promise((resolve) => {
        client.cancel(new EmptyMessage(), () => {
          resolve();
        });
      }),
    async stop() {
      client.close();
      child.kill("SIGINT");
      await ended;
      engine.forceShutdown();
    },
  };
}

/** Waits for a condition, asking often; the test's own limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Whether a process with that id lives. */
export function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
