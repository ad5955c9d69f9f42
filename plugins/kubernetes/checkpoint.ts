import { randomBytes } from "node:crypto";
import type { Properties, Value } from "../shared/values";
import { isMap } from "../shared/values";
import type { KubernetesObject } from "./objects";
import { outputProperties, stateObject } from "./objects";
import { markSecrets } from "./secrets";

/**
 * What the state keeps of an object: the live object with all its fields, and beside them, under
 * names that no Kubernetes field has, what the next operation needs to know.
 */
export interface Checkpoint {
  readonly live: KubernetesObject;
  readonly inputs: Properties;
  /** The apiVersion it was made with. */
  readonly initialApiVersion: string;
  /** The name under which updates own their fields: one of its own per object. */
  readonly fieldManager: string;
}

/** Output properties; `source` has the secret marks (the program's inputs, or those of the state). */
export function outputsOf(checkpoint: Checkpoint, source: Properties): Properties {
  const { live, inputs, initialApiVersion, fieldManager } = checkpoint;
  return {
    ...markSecrets(outputProperties(live), source),
    __inputs: markSecrets(outputProperties(inputs as KubernetesObject), source),
    __initialApiVersion: initialApiVersion,
    __fieldManager: fieldManager,
  };
}

/** The checkpoint in a state's outputs; a state without the additions (imported, old) gets them anew. */
export function checkpointOf(outputs: Properties): Checkpoint {
  const { __inputs, __initialApiVersion, __fieldManager, ...live } = stateObject(outputs);
  return {
    live,
    inputs: isMap(__inputs) ? __inputs : {},
    initialApiVersion: textOr(__initialApiVersion, textOr(live["apiVersion"], "")),
    fieldManager: textOr(__fieldManager, newFieldManager()),
  };
}

/** `pulumi-kubernetes-<8 hex>`: chance, so that two stacks never take one another's fields for their own. */
export const newFieldManager = (): string => `pulumi-kubernetes-${randomBytes(4).toString("hex")}`;

const textOr = (value: Value | undefined, otherwise: string): string =>
  typeof value === "string" && value !== "" ? value : otherwise;
