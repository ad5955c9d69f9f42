import { bundleKey } from "./names";
import type { Namespaced, NamespacedMetadata } from "./scope";

/** A ConfigMap; one whose content is only in its annotations has no data. */
export interface ConfigMap extends Namespaced<"v1", "ConfigMap"> {
  readonly data?: Readonly<Record<string, string>>;
}

/** A ConfigMap of the given values. */
export function configMap(metadata: NamespacedMetadata, data: Readonly<Record<string, string>>): ConfigMap {
  return { apiVersion: "v1", kind: "ConfigMap", metadata, data };
}

/** A ConfigMap of certificates of authorities, which may be several, in PEM. */
export function bundleMap(metadata: NamespacedMetadata, certificates: string): ConfigMap {
  return configMap(metadata, { [bundleKey]: certificates });
}
