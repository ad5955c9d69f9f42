import { X509Certificate } from "node:crypto";
import { z } from "zod";

const host = String.raw`[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?`;
const pathPart = String.raw`/[a-z0-9]+([._-]+[a-z0-9]+)*`;

const version = z.string().regex(/^\d+\.\d+\.\d+(-[0-9a-z]+([.-][0-9a-z]+)*)?$/);
/** By digest and without a tag: only a digest is the same image at every `up`, and mirrors have it by no other name. */
const releaseImage = z.string().regex(new RegExp(`^${host}(${pathPart})+@sha256:[0-9a-f]{64}$`));
/** A registry, or a part of one. */
const registry = z.string().regex(new RegExp(`^${host}(${pathPart})*$`));
const proxyUrl = z.url({ protocol: /^https?$/ }).regex(/^https?:\/\/\S+$/);
/** A line of authorized_keys without options: kind, key, comment. */
const sshKey = z
  .string()
  .regex(
    /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[-a-z0-9@.]+) [A-Za-z0-9+/]{32,}={0,3}( .*)?$/,
  );
/** Of a device, not of a partition's mount or of a pattern: the disk is overwritten. */
const installationDisk = z.string().regex(/^\/dev\/[A-Za-z0-9][-A-Za-z0-9._:/]*$/);
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** The values of the key `openshift`, which says what a cluster of OpenShift or OKD is made from. */
export const openshiftSchema = z.strictObject({
  version: version.optional(),
  release: releaseImage.optional(),
  payload: z.enum(["image", "folder"]).default("image"),
  machineImage: z
    .string()
    .regex(/^localhost\/[a-z0-9-]+:[a-z0-9]+$/)
    .optional(),
  mirrors: z.array(z.strictObject({ source: registry, mirrors: z.array(registry).min(1) })).default([]),
  trustBundle: z.string().refine(isTrustBundle).default(""),
  proxy: z
    .strictObject({
      httpProxy: proxyUrl,
      httpsProxy: proxyUrl,
      noProxy: z.array(z.string().regex(/^[^\s,]+$/)).default([]),
    })
    .optional(),
  sshKeys: z.array(sshKey).default([]),
  clusterId: uuid.optional(),
  installationDisk: installationDisk.optional(),
  liveImage: z
    .strictObject({ url: z.url({ protocol: /^https?$/ }), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .optional(),
  machineConfigs: z.enum(["tls", "plain"]).default("tls"),
});

/** The values of the key `openshift`, complete. */
export type OpenshiftValues = z.output<typeof openshiftSchema>;

/**
 * The value of the key `pullSecret`. Pulumi's configuration is handed over as what its JSON says, and a pull secret is
 * JSON itself, so that an object is taken for its text.
 */
export const pullSecretSchema = z.preprocess(
  (given) => (isPlainObject(given) ? JSON.stringify(given) : given),
  z.string().min(1),
);

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for certificates in PEM, comments between them allowed; anything else, such as a key, has no place there. */
function isTrustBundle(text: string): boolean {
  const certificate = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
  const rest = text.replace(certificate, "").split("\n");
  const certificates = text.match(certificate) ?? [];
  return rest.every((line) => /^\s*(#.*)?$/.test(line)) && certificates.every(isCertificate);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== "";
  } catch {
    return false;
  }
}
