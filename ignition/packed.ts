import { constants, gunzipSync, gzipSync } from "node:zlib";
import type { IgnitionConfig } from "./config";

/** Where gzip's header names the operating system that packed it, and the value that names none (RFC 1952). */
const systemByte = { index: 9, unknown: 255 } as const;

/**
 * A config that says nothing but "be the packed one" (Ignition specification 3.3.0, `ignition.config.replace`). The
 * engine carries a config through many hands at every operation, and it shrinks to a third. The bytes do not depend on
 * the system that packs.
 */
export function packed(config: IgnitionConfig): string {
  const bytes = gzipSync(JSON.stringify(config), { level: constants.Z_BEST_COMPRESSION });
  bytes[systemByte.index] = systemByte.unknown;
  const replace = { source: `data:;base64,${bytes.toString("base64")}`, compression: "gzip" };
  return JSON.stringify({ ignition: { version: config.ignition.version, config: { replace } } });
}

/** The config that a packed one stands for. */
export function unpacked(text: string): IgnitionConfig {
  const { ignition } = JSON.parse(text) as PackedConfig;
  const { source } = ignition.config.replace;
  const bytes = Buffer.from(source.slice(source.indexOf(",") + 1), "base64");
  return JSON.parse(gunzipSync(bytes).toString("utf8")) as IgnitionConfig;
}

interface PackedConfig {
  readonly ignition: { readonly config: { readonly replace: { readonly source: string } } };
}
