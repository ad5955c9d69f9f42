import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { minorFacts } from "../../topology/openshift/versions";

/** The images of a release that the program's own manifests name (facts: openshift-hard-way.md, 3.1). */
export const imageTags = {
  etcd: "etcd and etcdctl",
  hyperkube: "kube-apiserver, kube-controller-manager and kube-scheduler in one program",
  "cluster-policy-controller": "gives namespaces their ranges of user ids, without which SCC admits nothing",
  "cluster-kube-apiserver-operator": "serves the API server's readiness on a plain port, for load balancers",
  "cluster-config-api": "filters the CRDs and fills the feature gates' status",
  "cluster-etcd-operator": "waits for the etcd of the control planes",
  "machine-config-operator": "renders machines' configurations and serves them",
  coredns: "answers for the cluster's own names on control planes that share the API's address",
  "keepalived-ipfailover": "gives that address to one of them at a time; it has a shell, too",
  pod: "the program that holds a pod's namespaces",
} as const;

/** A name in the release's list of images; `release` is the release image itself. */
export type ImageTag = keyof typeof imageTags | "release";

/** How every placeholder of an image begins. */
export const imageScheme = "release-image://";

/**
 * What stands for an image until the bootstrap machine has read the release's list, which this program never has: the
 * machine replaces each by the reference, by digest.
 */
export function imagePlaceholder(tag: ImageTag): string {
  return `${imageScheme}${tag}`;
}

/** What the machine's script looks for; its one group is the tag. */
export const imagePlaceholderPattern = `${imageScheme}([a-z0-9-]+)`;

/** The images of the operating system, by distribution (facts: openshift-hard-way.md, 11.1). */
export const systemImages = { okd: "stream-coreos", ocp: "rhel-coreos" } as const;

/** What the machine config operator's render looks up, though platform None has no use for some of it. */
const renderedTags = ["baremetal-runtimecfg", "haproxy-router", "kube-rbac-proxy", "oauth-proxy"] as const;

/** The names that a release must have in its list of images for its bootstrap to end (facts: openshift-hard-way.md, 6.2). */
export function neededTags({ distribution, openshift }: OpenshiftClusterPlan): readonly string[] {
  const { authApiRender, dockerRegistryTag } = minorFacts(openshift.release.minor);
  const system = systemImages[distribution];
  return [
    ...Object.keys(imageTags),
    ...(authApiRender ? ["cluster-authentication-operator"] : []),
    ...renderedTags,
    ...(dockerRegistryTag ? ["docker-registry"] : []),
    system,
    `${system}-extensions`,
  ];
}
