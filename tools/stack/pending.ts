/** A resource in the state, as far as an interruption concerns it. */
export interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly delete?: boolean;
  readonly taint?: boolean;
  readonly initErrors?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

/** An operation that the engine had begun, and of whose end it does not know. */
export interface PendingOperation {
  readonly type: string;
  readonly resource: StoredResource;
}

/** The part of an exported state that is looked at; the rest is passed on as it is. */
export interface Deployment {
  readonly resources?: readonly StoredResource[];
  readonly pending_operations?: readonly PendingOperation[];
}

/** What becomes of an operation that was cut off. */
interface Settlement {
  /** The line for the user, after the resource's name. */
  readonly said: string;
  /** Changes what the state says of a resource, so that the next operation does what is missing. */
  readonly mark: (resource: StoredResource, pending: PendingOperation) => StoredResource;
}

/**
 * Every script and every gate can be run again, so an operation that was cut off is done again from its beginning.
 * Of a creation the state knows nothing yet. What was being changed or deleted it still has as it was before: without
 * a mark, a configuration that is set back meanwhile would take the half for the whole.
 */
const settlements: Readonly<Record<string, Settlement>> = {
  creating: {
    said: "was being made: it is made again, and what there is of it is finished or replaced",
    mark: (resource) => resource,
  },
  updating: {
    said: "was being changed: the change is made again",
    // The engine updates a resource with such an error even where its inputs are as before.
    mark: (resource, { resource: { urn } }) =>
      resource.urn === urn ? { ...resource, initErrors: ["the last change was interrupted"] } : resource,
  },
  deleting: {
    said: "was being removed: it is removed again",
    mark: (resource, { resource: gone }) =>
      isRedoneWith(gone, resource) ? { ...resource, taint: true } : resource,
  },
};

const otherwise: Settlement = { said: "was being read: it is read again", mark: (resource) => resource };

/** The state without its pending operations, and a line for each of them. */
export function settle<D extends Deployment>(
  deployment: D,
): { readonly deployment: D; readonly said: readonly string[] } {
  const pending = deployment.pending_operations ?? [];
  const resources = pending.reduce(
    (all, operation) =>
      all.map((each) => (each.delete === true ? each : settlementOf(operation).mark(each, operation))),
    deployment.resources ?? [],
  );
  return {
    deployment: { ...deployment, resources, pending_operations: [] },
    said: pending.map((operation) => `${nameOf(operation.resource)} ${settlementOf(operation).said}`),
  };
}

function settlementOf({ type }: PendingOperation): Settlement {
  return settlements[type] ?? otherwise;
}

/**
 * Whether a resource has to be made anew if one that was being removed is wanted after all: that one itself, and the
 * machine with which a gate is done again. The program's commands are removed before they are made anew; an object of
 * the cluster might be made first, and is left to the engine.
 */
function isRedoneWith(gone: StoredResource, resource: StoredResource): boolean {
  if (!resource.type.startsWith("command:")) return false;
  return resource.urn === gone.urn || (gone.propertyDependencies?.["triggers"] ?? []).includes(resource.urn);
}

/** The logical name, the last part of a URN. */
function nameOf({ urn }: StoredResource): string {
  return urn.split("::").at(-1) ?? urn;
}
