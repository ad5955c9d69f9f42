import { z } from "zod";
import { libvirtSchema } from "./libvirt-schema";
import { microshiftSchema } from "./microshift/schema";
import { openshiftSchema, pullSecretSchema } from "./openshift/schema";
import { isDnsLabel, isDnsName, isLabelKey, isLabelValue } from "./names";
import { stageNames } from "./stages";
import { addressFamilies } from "./families";
import { type Family, isAddress, isOrdinary, parseNetwork } from "./network";

const networkOf = (family: Family) =>
  z.string().refine((text) => {
    const parsed = parseNetwork(text);
    return parsed?.family === family && isOrdinary(parsed);
  });
const [network, network6] = [networkOf("ipv4"), networkOf("ipv6")];
const address = z.string().refine(isAddress);
const hostNumber = z.int().min(1).max(254);
/** RFC 5798, section 5.2.3. */
const virtualRouterId = z.int().min(1).max(255);
const days = z.int().min(1).max(36500);
/** The name of a flag or of a setting, and a flag's value. */
const flagName = z.string().regex(/^[a-z][a-z0-9-]*$/);
const settingName = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const flagValue = z.union([z.string().min(1), z.number(), z.boolean()]);

/** A dotted quad with a number over 255 would pass for a DNS name, but no client would ever look it up as one. */
const nameOrAddress = z
  .string()
  .refine((text) => isAddress(text) || (isDnsName(text) && /[^0-9.]/.test(text)));

/**
 * The values of a stack's configuration; `Pulumi.yaml` declares the same keys for the user.
 * What a single value must look like is here and is told to the user in the words of config-keys.ts;
 * what values must be to each other is in config-rules.ts. The defaults are those of upstream Kubernetes; config.ts
 * has those that other distributions have.
 */
export const configSchema = z.strictObject({
  distribution: z.enum(["kubernetes", "okd", "ocp", "microshift"]).default("kubernetes"),
  topology: z.enum(["ha", "external-etcd", "sno-plus", "single"]).default("ha"),
  platform: z.enum(["podman", "libvirt", "ssh"]).default("podman"),
  libvirt: libvirtSchema.optional(),
  openshift: openshiftSchema.optional(),
  pullSecret: pullSecretSchema.optional(),
  microshift: microshiftSchema.optional(),
  hostPrivateKey: z
    .string()
    .regex(/^-----BEGIN [A-Z ]*PRIVATE KEY-----\n/)
    .optional(),
  clusterName: z.string().max(20).refine(isDnsLabel),
  baseDomain: z.string().max(120).refine(isDnsName).default("hardway.internal"),
  addressFamily: z.enum(addressFamilies).default("ipv4"),
  machineNetwork: network.default("10.90.0.0/24"),
  podNetwork: network.default("10.244.0.0/16"),
  serviceNetwork: network.default("10.96.0.0/16"),
  ipv6Networks: z
    .strictObject({
      machine: network6.default("fd90::/64"),
      pod: network6.default("fd42::/48"),
      service: network6.default("fd96::/108"),
    })
    .prefault({}),
  apiAddress: address.optional(),
  forwardedPort: z.int().min(1024).max(65535).optional(),
  etcdMembers: z.int().min(1).max(9).optional(),
  loadBalancers: z.int().min(1).max(9).optional(),
  controlPlanes: z.int().min(1).max(9).default(3),
  workers: z.int().min(0).max(100).default(2),
  hostNumbers: z
    .strictObject({
      virtualAddress: hostNumber.optional(),
      etcd: hostNumber.optional(),
      loadBalancer: hostNumber.optional(),
      bootstrap: hostNumber.optional(),
      controlPlane: hostNumber.optional(),
      worker: hostNumber.optional(),
    })
    .prefault({}),
  nodeLabels: z
    .record(z.string(), z.record(z.string().refine(isLabelKey), z.string().refine(isLabelValue)))
    .default({}),
  extraApiSans: z.array(nameOrAddress).default([]),
  certificateDays: z
    .strictObject({ authority: days.default(3650), leaf: days.default(365), admin: days.default(30) })
    .prefault({}),
  apiServerFlags: z.record(flagName, flagValue).default({}),
  kubeletSettings: z.record(settingName, z.json()).default({}),
  virtualRouterId: virtualRouterId.optional(),
  foreignVirtualRouterIds: z.array(virtualRouterId).default([]),
  loadBalancerIdleSeconds: z.int().min(5).max(3600).default(30),
  machineGenerations: z.record(z.string(), z.int().min(1).max(1_000_000)).default({}),
  replaceNetwork: z.string().max(500).optional(),
  until: z.enum(stageNames).optional(),
  clock: z.iso.datetime().optional(),
});

/** The values of a configuration that is complete and of which each value is valid by itself. */
export type ConfigValues = z.output<typeof configSchema>;
