/** The distributions that are made from a release image. */
export const openshiftDistributions = ["okd", "ocp"] as const;

/** One of them. */
export type OpenshiftDistribution = (typeof openshiftDistributions)[number];

/** What differs between the two before a release is looked at. */
interface DistributionFacts {
  /** As its makers call it. */
  readonly product: string;
  /** Where its release images are published. */
  readonly releaseRepository: string;
  /** What its makers' versions look like. */
  readonly version: RegExp;
  /** What a tag of that repository has behind the version. */
  readonly tagSuffix: string;
  /** The newest version that is known to be published (facts: openshift-hard-way.md, 0 and 11.2). */
  readonly knownVersion: string;
}

/** Facts: openshift-hard-way.md, 11.1. */
export const distributionFacts: Readonly<Record<OpenshiftDistribution, DistributionFacts>> = {
  okd: {
    product: "OKD",
    releaseRepository: "quay.io/okd/scos-release",
    version: /-okd-scos\.(ec\.)?\d+$/,
    tagSuffix: "",
    knownVersion: "4.22.0-okd-scos.7",
  },
  ocp: {
    product: "OpenShift",
    releaseRepository: "quay.io/openshift-release-dev/ocp-release",
    version: /^(?!.*okd)/,
    tagSuffix: "-x86_64",
    knownVersion: "4.18.0",
  },
};

/** Whether a distribution is made from a release image, by its own operators. */
export function isOpenshiftDistribution(distribution: string): distribution is OpenshiftDistribution {
  return (openshiftDistributions as readonly string[]).includes(distribution);
}
