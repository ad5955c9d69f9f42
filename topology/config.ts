import { z } from "zod";
import { addressRules } from "./config-rules";
import { isAddress, parseNetwork } from "./network";
import { ConfigError, type Problem } from "./problems";

const name = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const dnsName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelKey = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

const network = z
  .string()
  .refine(
    (text) => parseNetwork(text) !== undefined,
    "must be an IPv4 network such as 10.90.0.0/24, host bits clear",
  );
const address = z.string().refine(isAddress, "must be an IPv4 address such as 10.90.0.5");
const hostNumber = z.int().min(1).max(254);
const days = z.int().min(1).max(36500);

/**
 * The values of a stack's configuration; `Pulumi.yaml` declares the same keys for the user.
 * What a single value must look like is here; what values must be to each other is in config-rules.ts.
 */
export const configSchema = z.strictObject({
  distribution: z.enum(["kubernetes", "okd", "ocp", "microshift"]).default("kubernetes"),
  topology: z.enum(["ha", "external-etcd", "sno-plus", "single"]).default("ha"),
  platform: z.enum(["podman", "libvirt"]).default("podman"),
  clusterName: z.string().max(20).regex(name, "must be a DNS label: a-z, 0-9 and hyphens, a letter first"),
  baseDomain: z.string().max(120).regex(dnsName, "must be a DNS domain").default("hardway.internal"),
  machineNetwork: network.default("10.90.0.0/24"),
  podNetwork: network.default("10.244.0.0/16"),
  serviceNetwork: network.default("10.96.0.0/16"),
  apiAddress: address.optional(),
  forwardedPort: z.int().min(1024).max(65535).optional(),
  controlPlanes: z.int().min(1).max(9).default(3),
  workers: z.int().min(0).max(100).default(2),
  hostNumbers: z
    .strictObject({
      loadBalancer: hostNumber.default(5),
      bootstrap: hostNumber.default(10),
      controlPlane: hostNumber.default(11),
      worker: hostNumber.default(21),
    })
    .prefault({}),
  nodeLabels: z
    .record(
      z.string(),
      z.record(z.string().regex(labelKey, "must be a label key"), z.string().regex(labelValue)),
    )
    .default({}),
  extraApiSans: z
    .array(z.string().regex(dnsName, "must be a DNS name in lower case or an IPv4 address"))
    .default([]),
  certificateDays: z
    .strictObject({ authority: days.default(3650), leaf: days.default(365), admin: days.default(30) })
    .prefault({}),
});

/** A stack's configuration, complete and valid. */
export type ClusterConfig = z.output<typeof configSchema> & { readonly stack: string };

/** What a user may write: every key may be left out. */
export type ConfigInput = Readonly<Record<string, unknown>>;

/**
 * Validates the configuration of the stack named `stack` (which is also the cluster's name where none is given).
 * Throws one ConfigError with all that is wrong.
 */
export function parseConfig(stack: string, input: ConfigInput): ClusterConfig {
  const parsed = configSchema.safeParse({ clusterName: stack, ...input });
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => problemOf(issue, input)));
  const config = { ...parsed.data, stack };
  const problems = addressRules.flatMap((rule) => rule(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function problemOf(issue: z.core.$ZodIssue, input: ConfigInput): Problem {
  const unknownKeys = issue.code === "unrecognized_keys" ? issue.keys : [];
  const path = [...issue.path, ...unknownKeys.slice(0, 1)];
  return {
    what: unknownKeys.length > 0 ? `there is no key ${unknownKeys.join(", ")}` : issue.message,
    where: path.map(String).join("."),
    value: path.reduce<unknown>((value, key) => childOf(value, key), input),
    why: "the cluster cannot be planned with this value",
    remedy: `see the key's description in Pulumi.yaml, then: pulumi config set ${String(path[0])} <value>`,
  };
}

function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}
