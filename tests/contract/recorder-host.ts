import { runProgram } from "../../plugins/language-nodejs/program";
import { loadSdk } from "../../plugins/language-nodejs/sdk";
import { listen } from "../../plugins/shared/listen";

/**
 * The language host with which the contract was recorded: the SDK's server as it is. It prints the
 * program's own errors on stderr, twice and with the protocol's codes, which the recordings hold as
 * messages; our host (plugins/language-nodejs) does not. So the plugins are compared under this one.
 */
const sdk = loadSdk(process.cwd());
const server = new sdk.grpc.Server();
const { LanguageHandshakeResponse, GetRequiredPackagesResponse } = sdk.language;
const languageServer = sdk.languageServer(() =>
  runProgram({ folder: process.cwd(), entryPoint: "." }, sdk.require),
);

server.addService(sdk.languageService.LanguageRuntimeService, {
  handshake: answer(() => new LanguageHandshakeResponse()),
  getRequiredPackages: answer(() => new GetRequiredPackagesResponse()),
  getRequiredPlugins: languageServer.getRequiredPlugins,
  getPluginInfo: answer(() => new sdk.PluginInfo()),
  run: languageServer.run,
});
listen(server, sdk.grpc.ServerCredentials.createInsecure());

function answer(make: () => unknown) {
  return (_call: unknown, callback: (error: null, response: unknown) => void): void => {
    callback(null, make());
  };
}
