import type { Change } from "../shared/diff";
import { changes, formatPath } from "../shared/diff";
import type { DetailedChange, Difference, DiffKind, DiffRequest } from "../shared/provider";
import type { Properties, Value } from "../shared/values";
import { isMap, isUnknown, mapValues } from "../shared/values";
import { AUTONAMED, isAnnotated } from "./annotations";
import { checkpointOf } from "./checkpoint";
import { DEFAULT_NAMESPACE, namespaceOf } from "./naming";
import { normalise } from "./normalise";
import type { KubernetesObject } from "./objects";
import { inputObject, isEmptyCollection, metadataOf, withMetadata, without } from "./objects";
import { isWithin, parsePath } from "./paths";
import { prune } from "./prune";
import { replaces } from "./replacements";
import type { Settings } from "./settings";

/**
 * What an update would change: the live object of the state, cut down to what the program spoke of
 * last time, against what it says now. Needs no cluster.
 */
export function difference(settings: Settings, request: DiffRequest): Difference {
  const { live, inputs } = checkpointOf(request.olds);
  const oldInputs = normalise(inputs as KubernetesObject);
  const wanted = located(normalise(inputObject(request.news)), live);
  const before = identified(prune(live, oldInputs), wanted, live);
  const ignored = request.ignoreChanges.map(parsePath);
  const found = changes(before, withoutUnknownMaps(wanted, before)).filter(
    ({ path }) => !ignored.some((prefix) => isWithin(path, prefix)),
  );
  const detailed = found
    .filter((change) => !isDroppedDefault(change, oldInputs, wanted))
    .map((change) => detail(change, wanted, settings));
  const keys = detailed.filter(
    ({ kind, path }) => kind.endsWith("Replace") || (kind === "delete" && path === "metadata"),
  );
  return {
    changed: detailed.length > 0,
    detailed,
    replaces: keys.map(({ path }) => path),
    deleteBeforeReplace: keys.length > 0 && keepsItsName(wanted, live),
  };
}

/** The live object tells whether its kind has namespaces; where it has, none given means "default". */
function located(wanted: KubernetesObject, live: KubernetesObject): KubernetesObject {
  if (metadataOf(live).namespace === undefined)
    return { ...wanted, metadata: without(metadataOf(wanted), "namespace") };
  return withMetadata(wanted, { namespace: namespaceOf(wanted) ?? DEFAULT_NAMESPACE });
}

/** What the object is known by always counts as spoken of. */
function identified(
  before: KubernetesObject,
  wanted: KubernetesObject,
  live: KubernetesObject,
): KubernetesObject {
  const { name, namespace } = metadataOf(live);
  const { apiVersion, kind } = live;
  return withMetadata(
    { ...before, apiVersion, kind },
    {
      ...(namespace !== undefined && { namespace }),
      ...(name !== undefined && metadataOf(wanted).name !== undefined && { name }),
    },
  );
}

/** In the place of a map, an unknown value counts as an empty one: all its keys may be gone. */
function withoutUnknownMaps(wanted: Properties, before: Properties): Properties {
  return mapValues(wanted, (value, key) => {
    const old = before[key];
    if (!isMap(old)) return value;
    if (isUnknown(value)) return {};
    return isMap(value) ? withoutUnknownMaps(value, old) : value;
  });
}

/** The API server leaves out false, "", 0, [] and {}: such an input, given before too, is no change. */
function isDroppedDefault({ path, kind }: Change, oldInputs: Properties, wanted: Properties): boolean {
  if (kind !== "add") return false;
  const [was, is] = [follow(oldInputs, path), follow(wanted, path)];
  return isEmpty(is) && JSON.stringify(was) === JSON.stringify(is);
}

const isEmpty = (value: Value | undefined): boolean =>
  value === false || value === 0 || value === "" || isEmptyCollection(value);

const follow = (value: Value | undefined, path: Change["path"]): Value | undefined =>
  path.reduce<Value | undefined>((at, step) => {
    if (Array.isArray(at)) return at[step as number] as Value | undefined;
    return isMap(at) ? at[step] : undefined;
  }, value);

function detail({ path, kind }: Change, wanted: KubernetesObject, settings: Settings): DetailedChange {
  const replacing = replaces(wanted, settings, path, follow(wanted, path));
  const shown: DiffKind = replacing ? `${kind}Replace` : kind;
  return { path: formatPath(path), kind: shown, ...(kind === "delete" && { inputDiff: true }) };
}

/** Two objects of one name cannot be at the same time, so the old one has to go first. */
const keepsItsName = (wanted: KubernetesObject, live: KubernetesObject): boolean =>
  metadataOf(wanted).name === metadataOf(live).name &&
  metadataOf(wanted).namespace === metadataOf(live).namespace &&
  !isAnnotated(wanted, AUTONAMED);
