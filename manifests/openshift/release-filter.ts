import { type FeatureGate, featureGate } from "./objects/feature-gate";

/** The kinds of clusters that a release has manifests for: the names in its files, and those in its annotations. */
const profiles = {
  SelfManagedHA: "self-managed-high-availability",
  Hypershift: "ibm-cloud-managed",
} as const;

/** The kind of a cluster, by its name in a release's files. */
export type ClusterProfile = keyof typeof profiles;

/** Which features a cluster has; all but the default ones rule updates out. */
export type FeatureSet = "Default" | "TechPreviewNoUpgrade" | "DevPreviewNoUpgrade" | "CustomNoUpgrade";

/** What kind of cluster a release's manifests are chosen for. */
export interface ReleaseChoice {
  readonly profile: ClusterProfile;
  readonly featureSet: FeatureSet;
}

/** The clusters of this program. */
export const usualChoice: ReleaseChoice = { profile: "SelfManagedHA", featureSet: "Default" };

/** A manifest of a release, of which the choice reads no more than this. */
export interface ReleaseManifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

const featureSetAnnotation = "release.openshift.io/feature-set";

function annotationOf({ metadata }: ReleaseManifest, name: string): string | undefined {
  return metadata.annotations?.[name];
}

/** The name of the annotation by which a manifest says that it is for a profile. */
function profileAnnotation(profile: ClusterProfile): string {
  return `include.release.openshift.io/${profiles[profile]}`;
}

/**
 * Whether a manifest is a CRD for such a cluster. On a bootstrap machine with a release cluster-config-api chooses so; this
 * is for the folder that stands in for one, and for tests on the real CRDs. Most CRDs come in one variant for each feature
 * set, under one name: were all of them made, the last file would win (facts: openshift-hard-way.md, 4.2, defect 9, and 6.1).
 */
export function crdsFor({ profile, featureSet }: ReleaseChoice): (manifest: ReleaseManifest) => boolean {
  return (manifest) => {
    const sets = annotationOf(manifest, featureSetAnnotation)?.split(",");
    return (
      manifest.kind === "CustomResourceDefinition" &&
      annotationOf(manifest, profileAnnotation(profile)) === "true" &&
      (sets === undefined || sets.includes(featureSet))
    );
  };
}

interface Named {
  readonly name: string;
}

/** A FeatureGate as a release has it: one version, which is empty until the release is built. */
export interface ReleaseFeatureGate extends ReleaseManifest {
  readonly spec: { readonly featureSet?: string };
  readonly status: {
    readonly featureGates: readonly {
      readonly enabled?: readonly Named[];
      readonly disabled?: readonly Named[];
    }[];
  };
}

/**
 * The FeatureGate of a version with the default features, of those in a release's folder payload-manifests/featuregates.
 * Throws where none of them, or more than one, is for the clusters of this program.
 */
export function featureGateFor(files: readonly ReleaseFeatureGate[], version: string): FeatureGate {
  const [chosen, ...more] = files.filter(isUsual);
  const [features] = chosen?.status.featureGates ?? [];
  if (features === undefined || more.length > 0)
    throw new Error(
      `${more.length + (chosen === undefined ? 0 : 1)} feature gates are for a usual cluster, not one`,
    );
  return featureGate(version, {
    enabled: namesOf(features.enabled),
    disabled: namesOf(features.disabled),
  });
}

/** The profile's annotation is there, whatever it says: it keeps all but the render from making these objects. */
function isUsual(file: ReleaseFeatureGate): boolean {
  const { profile, featureSet } = usualChoice;
  const set = file.spec.featureSet ?? "";
  return (
    file.kind === "FeatureGate" &&
    annotationOf(file, profileAnnotation(profile)) !== undefined &&
    (set === "" ? "Default" : set) === featureSet
  );
}

function namesOf(features: readonly Named[] = []): readonly string[] {
  return features.map(({ name }) => name);
}
