import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Engine } from "./engine";
import { listen } from "./listen";
import type { Provider } from "./provider";
import { serviceOf } from "./service";

/** As large as the engine allows its own messages to be (pulumi/pulumi, rpcutil.GrpcChannelOptions). */
const MESSAGE_LIMIT_BYTES = 400 * 1024 * 1024;

/** Serves a provider to the engine that started this process; its address is the first argument. */
export function serve(provider: Provider): void {
  const [, , address = ""] = process.argv;
  const server = new Server({
    "grpc.max_receive_message_length": MESSAGE_LIMIT_BYTES,
    "grpc.max_send_message_length": MESSAGE_LIMIT_BYTES,
  });
  server.addService(ResourceProviderService, serviceOf(provider, new Engine(address)));
  listen(server, ServerCredentials.createInsecure());
}
