import { gunzipSync } from "node:zlib";
import type { IgnitionConfig } from "../../ignition/config";

/** What Ignition makes of a packed config (ignition/packed.ts). */
export function unpacked(text: string): IgnitionConfig {
  const { ignition } = JSON.parse(text) as {
    readonly ignition: { readonly config: { readonly replace: { readonly source: string } } };
  };
  const [, base64 = ""] = ignition.config.replace.source.split(",");
  return JSON.parse(gunzipSync(Buffer.from(base64, "base64")).toString("utf8")) as IgnitionConfig;
}
