import { ResourceInitError } from "../shared/errors";
import type { Context, UpdateRequest } from "../shared/provider";
import type { Properties } from "../shared/values";
import { containsUnknown } from "../shared/values";
import { isAnnotated, PATCH_FORCE } from "./annotations";
import { checkpointOf, outputsOf } from "./checkpoint";
import { isForbidden, messageOf, NoMatchError } from "./cluster/errors";
import type { Applying, ObjectApi } from "./cluster/object-api";
import { applying, CREATOR, takeOver } from "./field-managers";
import { ignoring } from "./ignored-fields";
import { normalise } from "./normalise";
import type { KubernetesObject } from "./objects";
import { idOf, inputObject, listAt, textAt, withMetadata } from "./objects";
import type { Session } from "./session";
import { awaitReady, NotReadyError } from "./waits/ready";

/** Writes the inputs by server-side apply under the object's own field manager, and waits. */
export async function update(
  session: Session,
  request: UpdateRequest,
  context: Context,
): Promise<Properties> {
  const { cluster } = session;
  const inputs = normalise(inputObject(request.news));
  const { live: stored, initialApiVersion, fieldManager } = checkpointOf(request.olds);
  const made = (live: KubernetesObject): Properties =>
    outputsOf({ live, inputs, initialApiVersion, fieldManager }, request.news);
  if (request.preview && (containsUnknown(request.news) || !(await cluster.serves(inputs))))
    return request.news;
  const reason = await cluster.unreachableReason();
  if (reason !== undefined) throw new Error(`configured Kubernetes cluster is unreachable: ${reason}`);
  try {
    const written = await write(session, request, { inputs, stored, fieldManager });
    if (request.preview) return made(written);
    return made(
      await awaitReady(cluster, written, { inputs, customTimeout: request.timeoutSeconds }, context),
    );
  } catch (error) {
    if (request.preview && isForbidden(error)) return request.news;
    throw await failure(session, error, { request, stored, made });
  }
}

interface Writing {
  readonly inputs: KubernetesObject;
  readonly stored: KubernetesObject;
  readonly fieldManager: string;
}

async function write(
  { cluster }: Session,
  { preview, ignoreChanges }: UpdateRequest,
  { inputs, stored, fieldManager }: Writing,
): Promise<KubernetesObject> {
  const { apiVersion } = inputs;
  const api = await cluster.object({ ...stored, apiVersion });
  const found = await api.get();
  const effect = preview ? "dryRun" : "stored";
  if (inputs.kind === "CustomResourceDefinition")
    // Replaced as a whole: merging two lists of versions would keep the one that was taken out.
    return api.replace(withMetadata(inputs, { resourceVersion: found.metadata.resourceVersion }), {
      effect,
      fieldManager,
    });
  const live = preview ? found : await takenOver(api, found, fieldManager);
  const force = isAnnotated(inputs, PATCH_FORCE) || (preview && isStillCreators(found));
  const body = ignoreChanges.reduce((object, path) => ignoring(object, path, live, fieldManager), inputs);
  const how: Applying = { effect, fieldManager, force };
  return applying(fieldManager, () => api.apply(body, how));
}

async function takenOver(
  api: ObjectApi,
  live: KubernetesObject,
  fieldManager: string,
): Promise<KubernetesObject> {
  const patch = takeOver(live, fieldManager);
  return patch ? api.patch(patch) : live;
}

/** A preview may not take over what the object's creation owns, so it has to overrule it. */
const isStillCreators = (live: KubernetesObject): boolean =>
  listAt(live, "metadata", "managedFields").some(
    (entry) => textAt(entry, "manager") === CREATOR && textAt(entry, "operation") === "Update",
  );

interface Failing {
  readonly request: UpdateRequest;
  readonly stored: KubernetesObject;
  readonly made: (live: KubernetesObject) => Properties;
}

/** An object that is still there is stored as it is now, so that the next up mends it. */
async function failure(
  { cluster }: Session,
  error: unknown,
  { request, stored, made }: Failing,
): Promise<Error> {
  if (error instanceof NoMatchError)
    return new Error(
      `update of resource "${request.urn}" failed because the Kubernetes API server ` +
        "reported that the apiVersion for this resource does not exist. " +
        `Verify that any required CRDs have been created: ${error.message}`,
    );
  try {
    const live = await (await cluster.object(stored)).get();
    const message =
      `the Kubernetes API server reported that "${idOf(live)}" ` +
      `failed to fully initialize or become live: ${messageOf(error)}`;
    const reasons = [message, ...(error instanceof NotReadyError ? error.problems : [])];
    return new ResourceInitError(message, {
      id: idOf(live),
      inputs: request.news,
      outputs: made(live),
      reasons,
    });
  } catch (lost) {
    return new Error(
      `update of resource "${request.urn}" failed: ${messageOf(error)}\nunable to get cluster state: ${messageOf(lost)}`,
    );
  }
}
