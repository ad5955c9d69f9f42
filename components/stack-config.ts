import * as pulumi from "@pulumi/pulumi";
import { type ClusterConfig, configSchema, parseConfig } from "../topology/config";

/**
 * Reads and validates the configuration of the stack that is being deployed.
 * Throws one ConfigError with all that is wrong, before any resource is made.
 */
export function readStackConfig(): ClusterConfig {
  const config = new pulumi.Config();
  const keys = Object.keys(configSchema.shape);
  const values = keys
    .map((key) => [key, valueOf(config.get(key))] as const)
    .filter(([, value]) => value !== undefined);
  const unknown = unknownKeys(config.name, keys);
  return parseConfig(pulumi.getStack(), { ...Object.fromEntries(values), ...unknown });
}

/** Pulumi hands every value over as text; numbers and objects are written as JSON. */
function valueOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A key that nobody reads would be a wish that is never granted, so it is handed on to be refused. */
function unknownKeys(namespace: string, known: readonly string[]): Record<string, unknown> {
  const prefix = `${namespace}:`;
  const all = pulumi.runtime.allConfig();
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key.startsWith(prefix) && !known.includes(key.slice(prefix.length)))
      .map(([key, value]) => [key.slice(prefix.length), valueOf(value)]),
  );
}
