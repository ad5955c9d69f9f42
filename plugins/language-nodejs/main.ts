import { listen } from "../shared/listen";
import { languageRuntime } from "./runtime";
import { loadSdk } from "./sdk";

/**
 * The stand-in language host: runs the project's program with the SDK that the project has
 * installed. The engine starts it in the project's folder, its own address as the last argument.
 */
const sdk = loadSdk(process.cwd());
const server = new sdk.grpc.Server();
const engineAddress = process.argv.at(-1) ?? "";
server.addService(sdk.languageService.LanguageRuntimeService, languageRuntime(sdk, engineAddress));
listen(server, sdk.grpc.ServerCredentials.createInsecure());
