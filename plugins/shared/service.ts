import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Engine } from "./engine";
import { NotOffered, toServiceError } from "./errors";
import type { Context, Promised, Provider } from "./provider";
import * as requests from "./requests";
import * as responses from "./responses";
import { fromStruct, toStruct } from "./struct";

/** The gRPC service of a provider. Methods that are not listed here are answered UNIMPLEMENTED. */
export function serviceOf(provider: Provider, engine: Engine): UntypedServiceImplementation {
  const interrupted = new AbortController();

  /** One method: its answer, or its error, goes out when everything it logged has arrived. */
  function method<Request, Response>(
    answer: (request: Request, context: Context) => Promised<Response>,
  ): handleUnaryCall<Request, Response> {
    return (call, callback) => {
      const log = engine.logFor(urnOf(call.request));
      const work = async (): Promise<Response> => answer(call.request, { log, signal: interrupted.signal });
      work()
        .finally(() => log.flush())
        .then(
          (response) => {
            callback(null, response);
          },
          (error: unknown) => {
            callback(toServiceError(error));
          },
        );
    };
  }

  return {
    handshake: method(() =>
      new proto.ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptsByteString(true),
    ),
    getPluginInfo: method(() => new PluginInfo().setVersion(provider.version)),
    cancel: method(() => {
      interrupted.abort();
      return new Empty();
    }),
    checkConfig: method(async (request: proto.CheckRequest, context) => {
      const asked = requests.checkRequest(request);
      return responses.checkResponse(
        (await provider.checkConfig?.(asked, context)) ?? { inputs: asked.news },
      );
    }),
    diffConfig: method(async (request: proto.DiffRequest, context) => {
      const answer = await provider.diffConfig?.(requests.diffRequest(request), context);
      return responses.diffResponse(answer ?? { changed: false, detailed: [] });
    }),
    configure: method(async (request: proto.ConfigureRequest, context) => {
      await provider.configure?.(fromStruct(request.getArgs()), context);
      return new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),
    check: method(async (request: proto.CheckRequest, context) =>
      responses.checkResponse(await provider.check(requests.checkRequest(request), context)),
    ),
    diff: method(async (request: proto.DiffRequest, context) =>
      responses.diffResponse(await provider.diff(requests.diffRequest(request), context)),
    ),
    create: method(async (request: proto.CreateRequest, context) => {
      const { id, outputs } = await provider.create(requests.createRequest(request), context);
      return new proto.CreateResponse().setId(id).setProperties(toStruct(outputs));
    }),
    read: method(async (request: proto.ReadRequest, context) =>
      responses.readResponse(await provider.read(requests.readRequest(request), context)),
    ),
    update: method(async (request: proto.UpdateRequest, context) => {
      const outputs = await provider.update(requests.updateRequest(request), context);
      return new proto.UpdateResponse().setProperties(toStruct(outputs));
    }),
    delete: method(async (request: proto.DeleteRequest, context) => {
      await provider.delete(requests.deleteRequest(request), context);
      return new Empty();
    }),
    invoke: method((request: proto.InvokeRequest) => {
      throw new NotOffered(`the function ${request.getTok()}`, `${provider.name} plugin`);
    }),
    construct: method((request: proto.ConstructRequest) => {
      throw new NotOffered(`the component ${request.getType()}`, `resource "${request.getName()}"`);
    }),
    call: method((request: proto.CallRequest) => {
      throw new NotOffered(`the method ${request.getTok()}`, `${provider.name} plugin`);
    }),
  };
}

function urnOf(request: unknown): string {
  const named = request as { readonly getUrn?: () => string | undefined };
  return named.getUrn?.() ?? "";
}
