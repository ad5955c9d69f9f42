/**
 * Property values as they travel between engine and plugin: JSON, in which an object that carries
 * the signature key stands for something JSON cannot say. The figures are those of Pulumi's wire
 * format (pulumi/pulumi, sdk/go/common/resource/sig and sdk/go/common/resource/plugin/rpc.go).
 */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What a signed object stands for. */
export const KINDS = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  bytes: "803fd3297a5875dc03ca845dda5d2a98",
} as const;

/** The string that stands for a value which only the real operation will know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Unknown values keep their type on the wire: any, boolean, number, list, asset, archive, object. */
const UNKNOWNS: ReadonlySet<string> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export type Value = null | boolean | number | string | readonly Value[] | Properties;

/** A property map; a key whose value is `undefined` is not sent. */
export interface Properties {
  readonly [key: string]: Value | undefined;
}

/** A map or a signed object: anything that is neither a list nor a plain value. */
export function isMap(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const hasKind = (value: Value | undefined, kind: string): value is Properties =>
  isMap(value) && value[SIGNATURE] === kind;

export const isSecret = (value: Value | undefined): value is Properties => hasKind(value, KINDS.secret);
export const isAsset = (value: Value | undefined): value is Properties => hasKind(value, KINDS.asset);
export const isArchive = (value: Value | undefined): value is Properties => hasKind(value, KINDS.archive);
export const isUnknown = (value: Value | undefined): boolean =>
  typeof value === "string" && UNKNOWNS.has(value);

/** Marks a value as secret; one that is secret already stays as it is. */
export const secret = (value: Value): Value =>
  isSecret(value) ? value : { [SIGNATURE]: KINDS.secret, value };

/** The same value without its secret marks, at any depth; everything else stays as it is. */
export function reveal(value: Properties): Properties;
export function reveal(value: Value): Value;
export function reveal(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => reveal(item));
  if (!isMap(value)) return value;
  if (isSecret(value)) return reveal(value["value"] ?? null);
  return mapValues(value, (inner) => reveal(inner));
}

/** Whether an unknown stands anywhere inside, behind a secret mark too. */
export function containsUnknown(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.some((item: Value) => containsUnknown(item));
  return isMap(value) ? Object.values(value).some(containsUnknown) : isUnknown(value);
}

/** A copy with every present value replaced; keys without a value are dropped. */
export function mapValues(map: Properties, change: (value: Value, key: string) => Value): Properties {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : [[key, change(value, key)]])),
  );
}
