import type * as grpc from "@grpc/grpc-js";
import type * as languageService from "@pulumi/pulumi/proto/language_grpc_pb";
import type * as language from "@pulumi/pulumi/proto/language_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * The SDK's server for inline programs (@pulumi/pulumi/automation/server, marked internal): it sets
 * the runtime up for one run, calls the program inside a stack, and waits for its resources.
 */
interface LanguageServer {
  readonly getRequiredPlugins: grpc.handleUnaryCall<unknown, unknown>;
  readonly run: grpc.handleUnaryCall<language.RunRequest, language.RunResponse>;
}

/** What the host uses of the SDK that the project itself has installed. */
export interface Sdk {
  readonly grpc: typeof grpc;
  readonly language: typeof language;
  readonly languageService: typeof languageService;
  readonly PluginInfo: typeof PluginInfo;
  /** Loads a package as the project would. */
  readonly require: NodeJS.Require;
  /** Waits until no registration of a resource is under way (the SDK's runtime/settings). */
  waitForRegistrations(): Promise<void>;
  languageServer(program: () => Promise<unknown>): LanguageServer;
}

/**
 * Program and host must share one copy of the SDK, or resources would register with a runtime that
 * nobody set up. So it is always the project's copy, and gRPC is the SDK's.
 */
export function loadSdk(projectFolder: string): Sdk {
  const projectRequire = createRequire(join(projectFolder, "package.json"));
  const sdkRequire = createRequire(find(projectRequire, projectFolder));
  return {
    grpc: sdkRequire("@grpc/grpc-js") as typeof grpc,
    language: sdkRequire("./proto/language_pb") as typeof language,
    languageService: sdkRequire("./proto/language_grpc_pb") as typeof languageService,
    PluginInfo: (sdkRequire("./proto/plugin_pb") as { readonly PluginInfo: typeof PluginInfo }).PluginInfo,
    require: projectRequire,
    waitForRegistrations: () => {
      const settings = sdkRequire("./runtime/settings") as { readonly waitForRPCs: () => Promise<void> };
      return settings.waitForRPCs();
    },
    languageServer: (program) => {
      const { LanguageServer } = sdkRequire("./automation/server") as {
        LanguageServer: new (program: () => Promise<unknown>) => LanguageServer;
      };
      const server = new LanguageServer(program);
      return {
        getRequiredPlugins: server.getRequiredPlugins.bind(server),
        run: server.run.bind(server),
      };
    },
  };
}

function find(projectRequire: NodeJS.Require, projectFolder: string): string {
  try {
    return projectRequire.resolve("@pulumi/pulumi/package.json");
  } catch {
    throw new Error(`@pulumi/pulumi is not installed in ${projectFolder}: run "npm ci" there`);
  }
}
