import { Metadata, status } from "@grpc/grpc-js";
import type { ServerErrorResponse } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { toStruct } from "./struct";
import type { Properties } from "./values";

/** Something the official plugin offers and this stand-in does not: what, where, remedy. */
export class NotOffered extends Error {
  constructor(what: string, where: string) {
    super(
      `${what} (${where}) is not offered by this repository's stand-in plugin. ` +
        "Install the official plugin with `pulumi install`; the tools then use it instead.",
    );
  }
}

export interface InitFailure {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly reasons: readonly string[];
}

/**
 * The resource exists, but did not become ready. The engine stores it with these outputs and the
 * reasons (`initErrors`), shows the reasons, and calls Update at the next up.
 */
export class ResourceInitError extends Error {
  readonly failure: InitFailure;

  constructor(message: string, failure: InitFailure) {
    super(message);
    this.failure = failure;
  }
}

/** The gRPC form of what a provider threw: always UNKNOWN, which the engine shows as it is. */
export function toServiceError(thrown: unknown): Partial<ServerErrorResponse> & { code: status } {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const metadata = new Metadata();
  if (thrown instanceof ResourceInitError) {
    metadata.add("grpc-status-details-bin", Buffer.from(details(thrown).serializeBinary()));
  }
  return { code: status.UNKNOWN, details: message, metadata };
}

/** grpc-js has no call for structured errors: the details travel in a trailer of this reserved name. */
function details(error: ResourceInitError): Status {
  const { id, inputs, outputs, reasons } = error.failure;
  const failed = new ErrorResourceInitFailed()
    .setId(id)
    .setInputs(toStruct(inputs))
    .setProperties(toStruct(outputs))
    .setReasonsList([...reasons]);
  const any = new Any();
  any.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new Status().setCode(status.UNKNOWN).setMessage(error.message);
  answer.addDetails(any);
  return answer;
}
