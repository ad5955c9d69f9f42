import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Checked, Difference, DiffKind, Readout } from "./provider";
import { toStruct } from "./struct";

/** A Provider's plain answers as the messages that the engine gets. */

const kinds: Readonly<Record<DiffKind, proto.PropertyDiff.Kind>> = {
  add: proto.PropertyDiff.Kind.ADD,
  addReplace: proto.PropertyDiff.Kind.ADD_REPLACE,
  delete: proto.PropertyDiff.Kind.DELETE,
  deleteReplace: proto.PropertyDiff.Kind.DELETE_REPLACE,
  update: proto.PropertyDiff.Kind.UPDATE,
  updateReplace: proto.PropertyDiff.Kind.UPDATE_REPLACE,
};

export function checkResponse({ inputs, failures = [] }: Checked): proto.CheckResponse {
  return new proto.CheckResponse()
    .setInputs(toStruct(inputs))
    .setFailuresList(
      failures.map(({ property, reason }) =>
        new proto.CheckFailure().setProperty(property).setReason(reason),
      ),
    );
}

/** The detailed difference is always given: the engine then shows it instead of working one out. */
export function diffResponse(difference: Difference): proto.DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse()
    .setChanges(difference.changed ? DIFF_SOME : DIFF_NONE)
    .setHasdetaileddiff(true)
    .setDiffsList([...(difference.keys ?? [])])
    .setReplacesList([...(difference.replaces ?? [])])
    .setDeletebeforereplace(difference.deleteBeforeReplace ?? false);
  for (const { path, kind, inputDiff = false } of difference.detailed) {
    const change = new proto.PropertyDiff().setKind(kinds[kind]).setInputdiff(inputDiff);
    response.getDetaileddiffMap().set(path, change);
  }
  return response;
}

/** An answer without an id says that the resource is gone. */
export function readResponse(found: Readout | undefined): proto.ReadResponse {
  if (!found) return new proto.ReadResponse();
  return new proto.ReadResponse()
    .setId(found.id)
    .setInputs(toStruct(found.inputs))
    .setProperties(toStruct(found.outputs));
}
