import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { describe, tidy } from "./errors";
import type { ProgramLocation } from "./program";
import { runProgram } from "./program";
import type { Sdk } from "./sdk";

/**
 * The service `pulumirpc.LanguageRuntime`, as far as `up`, `preview`, `refresh` and `destroy` ask
 * for it; the rest (project templates, code generation, …) is answered UNIMPLEMENTED.
 */
export function languageRuntime(sdk: Sdk, engineAddress: string): UntypedServiceImplementation {
  const { LanguageHandshakeResponse, GetRequiredPackagesResponse } = sdk.language;
  // Loaded when it is asked: the engine starts this host once more just to learn what it is, and the SDK is a second.
  const server = () => sdk.languageServer(() => Promise.resolve());
  return {
    handshake: ((_call, callback) => {
      callback(null, new LanguageHandshakeResponse());
    }) satisfies handleUnaryCall<unknown, unknown>,
    // None are named: the engine takes each plugin when the first resource asks for it.
    getRequiredPackages: ((_call, callback) => {
      callback(null, new GetRequiredPackagesResponse());
    }) satisfies handleUnaryCall<unknown, unknown>,
    getRequiredPlugins: ((call, callback) => {
      server().getRequiredPlugins(call, callback);
    }) satisfies handleUnaryCall<unknown, unknown>,
    getPluginInfo: ((_call, callback) => {
      callback(null, new sdk.PluginInfo());
    }) satisfies handleUnaryCall<unknown, unknown>,
    run: run(sdk, engineAddress),
  };
}

function run(sdk: Sdk, engineAddress: string): handleUnaryCall<RunRequest, RunResponse> {
  return (call, callback) => {
    const { request } = call;
    const uncaught = new UncaughtErrors();
    const server = sdk.languageServer(async () => {
      const outputs = await runProgram(locationOf(request), sdk.require);
      // After a program that returned, the SDK's server tells the engine that all went well, even if
      // an error was uncaught meanwhile. So the program returns only when that can be known.
      await sdk.waitForRegistrations();
      uncaught.throwFirst();
      return outputs;
    });
    // The SDK's server takes the engine's address, which \`log\` needs, from here.
    request.setArgsList([engineAddress]);
    let answered = false;
    server.run(call, (error, response) => {
      // After a failure the SDK's server answers twice.
      if (answered) return;
      answered = true;
      uncaught.forget();
      if (!error) {
        callback(null, response);
        return;
      }
      const failed = new sdk.language.RunResponse();
      // What was uncaught is on the screen already; \`bail\` ends the run without another word.
      callback(null, uncaught.any ? failed.setBail(true) : failed.setError(describe(error)));
    });
  };
}

/** Makes uncaught errors readable before the SDK's handler, which is added later, prints them. */
class UncaughtErrors {
  readonly #seen = new Set<unknown>();
  readonly #listener = (error: unknown): void => {
    if (!this.#seen.has(error)) tidy(error);
    this.#seen.add(error);
  };

  constructor() {
    process.on("uncaughtException", this.#listener).on("unhandledRejection", this.#listener);
  }

  get any(): boolean {
    return this.#seen.size > 0;
  }

  throwFirst(): void {
    const [first] = this.#seen;
    if (first !== undefined) throw first as Error;
  }

  forget(): void {
    process.off("uncaughtException", this.#listener).off("unhandledRejection", this.#listener);
  }
}

function locationOf(request: RunRequest): ProgramLocation {
  const info = request.getInfo();
  return {
    folder: info?.getProgramDirectory() ?? request.getPwd(),
    entryPoint: info?.getEntryPoint() ?? request.getProgram(),
  };
}
