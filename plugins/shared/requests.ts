import type * as proto from "@pulumi/pulumi/proto/provider_pb";
import type * as plain from "./provider";
import { fromStruct } from "./struct";

/** Requests of the engine as the plain objects that a Provider gets. */

interface Named {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

/** Requests of old state files may lack type and name: the URN always has them (`…::a$b::name`). */
export function resource(request: Named): plain.ResourceRef {
  const urn = request.getUrn();
  const [, , types = "", ...names] = urn.split("::");
  return {
    urn,
    type: request.getType() || types.slice(types.lastIndexOf("$") + 1),
    name: request.getName() || names.join("::"),
  };
}

export const checkRequest = (request: proto.CheckRequest): plain.CheckRequest => ({
  ...resource(request),
  olds: fromStruct(request.getOlds()),
  news: fromStruct(request.getNews()),
  randomSeed: request.getRandomseed_asU8(),
});

export const diffRequest = (request: proto.DiffRequest): plain.DiffRequest => ({
  ...resource(request),
  id: request.getId(),
  olds: fromStruct(request.getOlds()),
  oldInputs: fromStruct(request.getOldInputs()),
  news: fromStruct(request.getNews()),
  ignoreChanges: request.getIgnorechangesList(),
});

export const createRequest = (request: proto.CreateRequest): plain.CreateRequest => ({
  ...resource(request),
  inputs: fromStruct(request.getProperties()),
  preview: request.getPreview(),
  timeoutSeconds: request.getTimeout(),
});

export const readRequest = (request: proto.ReadRequest): plain.ReadRequest => ({
  ...resource(request),
  id: request.getId(),
  inputs: request.hasInputs() ? fromStruct(request.getInputs()) : undefined,
  outputs: request.hasProperties() ? fromStruct(request.getProperties()) : undefined,
});

export const updateRequest = (request: proto.UpdateRequest): plain.UpdateRequest => ({
  ...resource(request),
  id: request.getId(),
  olds: fromStruct(request.getOlds()),
  oldInputs: fromStruct(request.getOldInputs()),
  news: fromStruct(request.getNews()),
  preview: request.getPreview(),
  timeoutSeconds: request.getTimeout(),
  ignoreChanges: request.getIgnorechangesList(),
});

export const deleteRequest = (request: proto.DeleteRequest): plain.DeleteRequest => ({
  ...resource(request),
  id: request.getId(),
  outputs: fromStruct(request.getProperties()),
  oldInputs: fromStruct(request.getOldInputs()),
  timeoutSeconds: request.getTimeout(),
});
