import type { OpenshiftDistribution } from "./distributions";

/** The minor versions whose differences are known (facts: openshift-hard-way.md, 11.4). */
export const openshiftMinors = ["4.18", "4.19", "4.20", "4.21", "4.22"] as const;

/** A minor version that can be stood up. */
export type OpenshiftMinor = (typeof openshiftMinors)[number];

/** A value that is another one in some minor versions. */
interface Difference<T> {
  /** The value from that minor version on, up to the next one that is named. */
  readonly since: Readonly<{ "4.18": T } & Partial<Record<OpenshiftMinor, T>>>;
  readonly why: string;
}

/**
 * What the minor versions differ in as far as other layers need it (facts: openshift-hard-way.md, 3.3, 6.2, 7.3, 11.3,
 * 11.4). Of the changes that 11.4 lists, the render that seeds csr-controller-ca is not here: this program seeds it itself,
 * as the same ConfigMap in every version.
 */
export const differences = {
  kubernetesMinor: {
    since: { "4.18": "1.31", "4.19": "1.32", "4.20": "1.33", "4.21": "1.34", "4.22": "1.35" },
    why: "each minor version is made from a Kubernetes of its own",
  },
  etcdMaxLearnersVariable: {
    since: { "4.18": "ETCD_EXPERIMENTAL_MAX_LEARNERS", "4.22": "ETCD_MAX_LEARNERS" },
    why: "etcd 3.6 knows it without the word experimental",
  },
  initialCorruptCheck: {
    since: {
      "4.18": "--experimental-initial-corrupt-check=true",
      "4.22": "--feature-gates=InitialCorruptCheck=true",
    },
    why: "in etcd 3.6 the check is a feature gate",
  },
  bootImagesWithKubelet: {
    since: { "4.18": ["ocp"], "4.19": [] },
    why: "the kubelet, CRI-O and oc are in RHCOS up to 4.18 alone; any other boot image gets them from the release's own system image",
  },
  authApiRender: {
    since: { "4.18": false, "4.19": true },
    why: "the CRD of RoleBindingRestrictions comes from a render of its own",
  },
  restrictSubjectBindings: {
    since: { "4.18": true, "4.22": false },
    why: "the admission plugin RestrictSubjectBindings is no longer among those that the API server has by default",
  },
  ignitionInternalVersion: {
    since: { "4.18": "3.4.0", "4.22": "3.5.0" },
    why: "the empty configuration within an encapsulated MachineConfig is of the version that the machine config operator thinks in",
  },
  dockerRegistryTag: {
    since: { "4.18": false, "4.22": true },
    why: "the machine config operator's render asks for the image docker-registry",
  },
  podInfraContainerImageFlag: {
    since: { "4.18": true, "4.22": false },
    why: "the kubelet of Kubernetes 1.35 ends at the flag pod-infra-container-image, as it hears of pinned images from the runtime",
  },
  firstPivotAnnotation: {
    since: { "4.18": false, "4.22": true },
    why: "by one more key of node-annotations.json the machine config controller knows which pool a node began in",
  },
} as const satisfies Readonly<Record<string, Difference<unknown>>>;

type Differences = typeof differences;

/** What one minor version has. */
export type MinorFacts = Readonly<{
  [K in keyof Differences]: Differences[K]["since"][keyof Differences[K]["since"]];
}>;

/** What a minor version has, each value that of the latest change up to it. */
export function minorFacts(minor: OpenshiftMinor): MinorFacts {
  const upToHere = openshiftMinors.slice(0, openshiftMinors.indexOf(minor) + 1);
  const facts = Object.entries<Difference<unknown>>(differences).map(([name, { since }]) => {
    const latest = upToHere.findLast((each) => each in since) ?? "4.18";
    return [name, since[latest]] as const;
  });
  return Object.fromEntries(facts) as MinorFacts;
}

/** Whether the boot image that belongs to a version has a kubelet, or the bootstrap machine must get one. */
export function bootImageHasKubelet(distribution: OpenshiftDistribution, minor: OpenshiftMinor): boolean {
  return (minorFacts(minor).bootImagesWithKubelet as readonly string[]).includes(distribution);
}

/** The file of the version's installer that names its boot images, as the makers call it (facts: openshift-hard-way.md, 11.1). */
export function bootImageStream(
  distribution: OpenshiftDistribution,
  minor: OpenshiftMinor | undefined,
): string {
  if (distribution === "ocp") return "rhcos.json";
  return minor === "4.18" ? "fcos.json" : "scos.json";
}

/** The minor version of a version such as 4.19.0-okd-scos.1; undefined where its differences are not known. */
export function minorOf(version: string): OpenshiftMinor | undefined {
  const minor = /^\d+\.\d+(?=\.)/.exec(version)?.[0];
  return openshiftMinors.find((known) => known === minor);
}
