import { ResourceInitError } from "../shared/errors";
import type { Context, Created, CreateRequest } from "../shared/provider";
import type { Properties } from "../shared/values";
import { containsUnknown } from "../shared/values";
import { isAnnotated, PATCH_FORCE } from "./annotations";
import { newFieldManager, outputsOf } from "./checkpoint";
import { isAlreadyThere, isForbidden, isNamespaceMissing, messageOf, NoMatchError } from "./cluster/errors";
import { applying, CREATOR } from "./field-managers";
import type { KubernetesObject } from "./objects";
import { idOf, inputObject, without } from "./objects";
import { whileMissing } from "./retry";
import type { Session } from "./session";
import { awaitReady, NotReadyError } from "./waits/ready";

/** Creates the object by an ordinary POST, so that one that is there already is an error, and waits. */
export async function create(session: Session, request: CreateRequest, context: Context): Promise<Created> {
  const inputs = inputObject(request.inputs);
  const fieldManager = newFieldManager();
  const made = (live: KubernetesObject): Properties =>
    outputsOf({ live, inputs, initialApiVersion: inputs.apiVersion, fieldManager }, request.inputs);
  if (request.preview) return { id: "", outputs: await forecast(session, request, inputs, made) };

  const reason = await session.cluster.unreachableReason();
  if (reason !== undefined) throw new Error(`configured Kubernetes cluster is unreachable: ${reason}`);
  const written = await whileMissing(() => write(session, inputs, fieldManager), context).catch(
    (error: unknown) => {
      throw notCreated(error, inputs, request.urn);
    },
  );
  try {
    const wanted = { inputs, customTimeout: request.timeoutSeconds };
    const live = await awaitReady(session.cluster, written, wanted, context);
    return { id: idOf(live), outputs: made(live) };
  } catch (error) {
    const { live, problems } = error instanceof NotReadyError ? error : { live: written, problems: [] };
    const message =
      `resource "${request.urn}" was successfully created, but the Kubernetes API server ` +
      `reported that it failed to fully initialize or become live: ${messageOf(error)}`;
    throw new ResourceInitError(message, {
      id: idOf(live),
      inputs: request.inputs,
      outputs: made(live),
      reasons: [message, ...problems],
    });
  }
}

async function write(
  { cluster, settings }: Session,
  inputs: KubernetesObject,
  fieldManager: string,
): Promise<KubernetesObject> {
  const api = await cluster.object(inputs);
  if (!settings.upsert) return api.create(inputs, { effect: "stored", fieldManager: CREATOR });
  const force = isAnnotated(inputs, PATCH_FORCE);
  return applying(fieldManager, () => api.apply(inputs, { effect: "stored", fieldManager, force }));
}

/**
 * What creating would give, by the API server's dry run. Where that cannot be asked, or not
 * usefully, the outputs are the bare inputs; an object that it would refuse fails the preview.
 */
async function forecast(
  { cluster }: Session,
  request: CreateRequest,
  inputs: KubernetesObject,
  made: (live: KubernetesObject) => Properties,
): Promise<Properties> {
  if (containsUnknown(request.inputs) || !(await cluster.serves(inputs))) return request.inputs;
  try {
    const api = await cluster.object(inputs);
    const live = await api.create(inputs, { effect: "dryRun", fieldManager: CREATOR });
    // A status that no controller has written yet would look like one that says nothing happens.
    return made(without(live, "status"));
  } catch (error) {
    // The namespace may be made by this very program, an object that is there be replaced by it.
    if (isForbidden(error) || isNamespaceMissing(error) || isAlreadyThere(error)) return request.inputs;
    throw notCreated(error, inputs, request.urn);
  }
}

function notCreated(error: unknown, { apiVersion, kind }: KubernetesObject, urn: string): Error {
  if (error instanceof NoMatchError)
    return new Error(
      `creation of resource "${urn}" with kind ${apiVersion}/${kind} failed because the Kubernetes API server ` +
        "reported that the apiVersion for this resource does not exist. " +
        `Verify that any required CRDs have been created: ${error.message}`,
    );
  const help = isAlreadyThere(error) ? `\n\n${ALREADY_THERE}` : "";
  return new Error(
    `resource "${urn}" was not successfully created by the Kubernetes API server: ${messageOf(error)}${help}`,
  );
}

const ALREADY_THERE = `The resource already exists in the cluster. This can happen when:

  - Renaming a Pulumi resource: use an alias to preserve the identity,
    or use deleteBeforeReplace if the resource needs replacement.
  - Managing an existing resource: use a Patch resource (e.g. NamespacePatch)
    to manage specific fields without owning the resource lifecycle.
  - Adopting a resource into Pulumi: use \`pulumi import\`. Note that
    protected resources (e.g. kube-system) cannot be deleted on destroy.
  - Intentional upsert: set upsertExistingObjects on the provider to allow
    server-side apply to update existing objects on create.`;
