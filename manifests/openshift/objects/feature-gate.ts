import { type ClusterScoped, type ConfigApi, configApi, only } from "./scope";

/** The features of a version of OpenShift, by name. */
export interface Features {
  readonly enabled: readonly string[];
  readonly disabled: readonly string[];
}

interface Named {
  readonly name: string;
}

/** Which features are on (config.openshift.io, FeatureGate). */
export interface FeatureGate extends ClusterScoped<ConfigApi, "FeatureGate"> {
  /** Empty: the default set. */
  readonly spec: Readonly<Record<string, never>>;
  readonly status: {
    readonly featureGates: readonly {
      readonly version: string;
      readonly enabled: readonly Named[];
      readonly disabled: readonly Named[];
    }[];
  };
}

/**
 * The features of a release. On a real machine the release itself says which they are, and this object comes from there;
 * where a folder stands in for the release, it is made by this function. Without a status for exactly their own version,
 * operators wait a minute and exit; the one that would write it needs a network of pods, whose operator is among those
 * that wait (facts: openshift-hard-way.md, 4.2, defect 8, and 12.2, blocker 1).
 */
export function featureGate(version: string, { enabled, disabled }: Features): FeatureGate {
  const named = (names: readonly string[]): readonly Named[] => names.map((name) => ({ name }));
  return {
    apiVersion: configApi,
    kind: "FeatureGate",
    metadata: only,
    spec: {},
    status: { featureGates: [{ version, enabled: named(enabled), disabled: named(disabled) }] },
  };
}
