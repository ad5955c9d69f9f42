import type { EngineLog } from "../shared/engine";
import { ResourceInitError } from "../shared/errors";
import type { Context, ReadRequest, Readout } from "../shared/provider";
import { checkpointOf, outputsOf } from "./checkpoint";
import { isNotFound, messageOf, NoMatchError } from "./cluster/errors";
import { normalise } from "./normalise";
import type { KubernetesObject } from "./objects";
import { inputObject, parseId, typeMetaOf, withMetadata } from "./objects";
import { prune } from "./prune";
import { markSecrets } from "./secrets";
import type { Session } from "./session";
import { reach, REMOVAL_HINT } from "./unreachable";
import { assertReady, NotReadyError } from "./waits/ready";

/** The object as it is now, for refresh, import and get; undefined if it is gone. */
export async function read(
  session: Session,
  request: ReadRequest,
  { log }: Context,
): Promise<Readout | undefined> {
  const reached = await reach(session, log);
  if (reached === "forgotten") return undefined;
  if (reached === "unreachable") return asStored(session, request, log);
  const known = inputsOf(request);
  const live = await liveObject(session, known.object);
  if (!live) return undefined;
  const inputs = prune(live, known.object);
  const marks = request.inputs ?? {};
  const checkpoint = checkpointOf(request.outputs ?? {});
  const initialApiVersion =
    checkpoint.initialApiVersion === "" ? inputs.apiVersion : checkpoint.initialApiVersion;
  const found: Readout = {
    id: request.id,
    inputs: markSecrets(inputs, marks),
    outputs: outputsOf({ ...checkpoint, live, inputs, initialApiVersion }, marks),
  };
  if (known.isOurs)
    await assertReady(session.cluster, known.object, live).catch((error: unknown) => {
      const problems = error instanceof NotReadyError ? error.problems : [];
      throw new ResourceInitError(messageOf(error), { ...found, reasons: [messageOf(error), ...problems] });
    });
  return found;
}

/** The object as the state has it, where the provider says that this will do. */
function asStored({ settings }: Session, { id, inputs, outputs }: ReadRequest, log: EngineLog): Readout {
  if (!settings.skipUpdateUnreachable || !inputs || !outputs)
    throw new Error(`failed to read resource state due to unreachable cluster. ${REMOVAL_HINT}`);
  log.message(
    "info",
    "configured Kubernetes cluster is unreachable and the `skipUnreachable` option is enabled. " +
      "Returned data could not reflect the actual cluster configuration.",
  );
  return { id, inputs, outputs };
}

/** The inputs of the state; without any (import, get) only what the id and the type say. */
function inputsOf({ id, type, inputs, outputs }: ReadRequest): { object: KubernetesObject; isOurs: boolean } {
  const object = normalise(inputObject(inputs ?? {}));
  const isOurs = inputs?.["apiVersion"] !== undefined;
  const { name, namespace } = parseId(id);
  const place = { name, ...(namespace !== undefined && { namespace }) };
  if (isOurs) return { object: withMetadata(object, place), isOurs };
  const { apiVersion, kind } =
    outputs?.["kind"] === undefined ? typeMetaOf(type) : checkpointOf(outputs).live;
  return { object: withMetadata({ ...object, apiVersion, kind }, place), isOurs };
}

async function liveObject(
  { cluster }: Session,
  object: KubernetesObject,
): Promise<KubernetesObject | undefined> {
  try {
    return await (await cluster.object(object)).get();
  } catch (error) {
    // Without its definition an object of a custom kind is gone, too.
    if (isNotFound(error) || error instanceof NoMatchError) return undefined;
    throw error;
  }
}
