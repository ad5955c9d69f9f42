import type { EngineLog } from "./engine";
import type { Properties } from "./values";

/**
 * What a plugin implements: the resource half of `pulumirpc.ResourceProvider`
 * (pulumi/pulumi, proto/pulumi/provider.proto) in property maps instead of protobuf messages.
 * A method that throws fails its operation with the error's message; see ResourceInitError for a
 * resource that exists all the same.
 */
export interface Provider {
  /** Package name and version, as the SDK that the program uses has them. */
  readonly name: string;
  readonly version: string;
  checkConfig?(request: CheckRequest, context: Context): Promised<Checked>;
  diffConfig?(request: DiffRequest, context: Context): Promised<Difference>;
  configure?(configuration: Properties, context: Context): Promised<void>;
  check(request: CheckRequest, context: Context): Promised<Checked>;
  diff(request: DiffRequest, context: Context): Promised<Difference>;
  create(request: CreateRequest, context: Context): Promised<Created>;
  read(request: ReadRequest, context: Context): Promised<Readout | undefined>;
  update(request: UpdateRequest, context: Context): Promised<Properties>;
  delete(request: DeleteRequest, context: Context): Promised<void>;
}

export type Promised<T> = T | Promise<T>;

/** What every method may use besides its request. */
export interface Context {
  /** Shows text to the user, beside the resource. Everything is shown before the answer is sent. */
  readonly log: EngineLog;
  /** Aborted when the user interrupts the operation. */
  readonly signal: AbortSignal;
}

/** Which resource a request is about; `type` is the token, e.g. `command:local:Command`. */
export interface ResourceRef {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

export interface CheckRequest extends ResourceRef {
  /** Inputs of the state, empty for a new resource or the new half of a replacement. */
  readonly olds: Properties;
  readonly news: Properties;
  /** The same for preview and up: automatic names are made of it. */
  readonly randomSeed: Uint8Array;
}

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Properties;
  readonly failures?: readonly Failure[];
}

export interface DiffRequest extends ResourceRef {
  readonly id: string;
  /** Outputs of the state. */
  readonly olds: Properties;
  readonly oldInputs: Properties;
  readonly news: Properties;
  readonly ignoreChanges: readonly string[];
}

export type DiffKind = "add" | "addReplace" | "delete" | "deleteReplace" | "update" | "updateReplace";

export interface DetailedChange {
  /** As written by formatPath(). */
  readonly path: string;
  readonly kind: DiffKind;
  /** The path is one of the inputs, not of the outputs. */
  readonly inputDiff?: boolean;
}

export interface Difference {
  readonly changed: boolean;
  readonly detailed: readonly DetailedChange[];
  /** Top-level keys that changed. */
  readonly keys?: readonly string[];
  /** Keys that make it a replacement. */
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

export interface CreateRequest extends ResourceRef {
  readonly inputs: Properties;
  /** Nothing may be made: the outputs are a forecast. */
  readonly preview: boolean;
  /** From the option customTimeouts; 0 where it is not given. */
  readonly timeoutSeconds: number;
}

export interface Created {
  readonly id: string;
  readonly outputs: Properties;
}

export interface ReadRequest extends ResourceRef {
  readonly id: string;
  /** Inputs and outputs of the state; undefined where it is imported. */
  readonly inputs: Properties | undefined;
  readonly outputs: Properties | undefined;
}

export interface Readout {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface UpdateRequest extends ResourceRef {
  readonly id: string;
  readonly olds: Properties;
  readonly oldInputs: Properties;
  readonly news: Properties;
  readonly preview: boolean;
  readonly timeoutSeconds: number;
  readonly ignoreChanges: readonly string[];
}

export interface DeleteRequest extends ResourceRef {
  readonly id: string;
  readonly outputs: Properties;
  readonly oldInputs: Properties;
  readonly timeoutSeconds: number;
}
