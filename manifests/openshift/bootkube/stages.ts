import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { minorFacts } from "../../../topology/openshift/versions";
import { floatingAddressStage } from "../floating-address/floating-address";
import type { BootkubeScript } from "./paths";

/** How a cluster begins: on a bootstrap machine, which leaves in the end, or on the control plane that stays. */
export type BootkubeCourse = "bootstrap machine" | "in place";

/** A part of the bootstrap that is done once, and begun anew where it was cut off. */
export interface BootkubeStage {
  /** In small letters and dashes; the script's function is called after it. */
  readonly name: string;
  readonly script: BootkubeScript;
  /** `image`: it runs a program of the release image, which a rehearsal does not have. */
  readonly needs: "image" | "any";
  /** What a minor version must have for it; left out where all have it. */
  readonly where?: "authApiRender";
  /** The course that has it alone; left out where both have it. */
  readonly course?: BootkubeCourse;
  readonly does: string;
  readonly why: string;
  /** How long one try may take. */
  readonly budgetSeconds: number;
}

/**
 * Everything that happens on the bootstrap machine, in order (facts: openshift-hard-way.md, 5.2 and 6), and on the control
 * plane that is its own (facts: sno-plus.md, 2). Nobody approves certificate requests here: the gates do, and approve what
 * the plan names and nothing else.
 */
export const bootkubeStages = [
  {
    name: "release-image",
    script: "release-image",
    needs: "image",
    does: "pulls the release image by its digest, again and again until it is there",
    why: "everything else of the release is named in it",
    budgetSeconds: 3600,
  },
  {
    name: "release-verify",
    script: "release-image",
    needs: "image",
    does: "compares digest, architecture and version with the plan's and the machine's",
    why: "a wrong release would be found out about an hour later, by a program that does not start",
    budgetSeconds: 300,
  },
  {
    name: "release-extract",
    script: "release-image",
    needs: "image",
    does: "writes down which images the release has, all that are needed among them, and its version",
    why: "Ignition was rendered before anybody had read the release",
    budgetSeconds: 300,
  },
  {
    name: "pause-image",
    script: "release-image",
    needs: "image",
    does: "tells CRI-O which image holds a pod's namespaces",
    why: "CRI-O's own default comes from a registry that the machine may not reach, and then no pod ever starts",
    budgetSeconds: 60,
  },
  {
    name: "installation-disk",
    script: "bootkube",
    needs: "any",
    course: "in place",
    does: "looks whether the disk can be installed on",
    why: "an hour later, with a cluster in memory that nobody can keep, would be late to find out",
    budgetSeconds: 60,
  },
  {
    name: "api-render",
    script: "bootkube",
    needs: "image",
    does: "has cluster-config-api choose the CRDs and fill the feature gates' status",
    why: "operators end where the status does not name their version, and the one that would fill it waits for them",
    budgetSeconds: 1200,
  },
  {
    name: "version-render",
    script: "bootkube",
    needs: "image",
    does: "has cluster-version-operator render the CRDs of its own kinds",
    why: "ClusterVersion and ClusterOperator come with no other program, and the operator ends where they are absent",
    budgetSeconds: 1200,
  },
  {
    name: "auth-api-render",
    script: "bootkube",
    needs: "image",
    where: "authApiRender",
    does: "has cluster-authentication-operator choose the CRD of role binding restrictions",
    why: "without it, admission lets nobody bind roles to the system's own users",
    budgetSeconds: 1200,
  },
  { ...floatingAddressStage, course: "in place" },
  {
    name: "machine-configs",
    script: "bootkube",
    needs: "image",
    does: "has machine-config-operator render what machines' configurations are made from",
    why: "from the very objects that go into the cluster, which else would make other configurations of them",
    budgetSeconds: 1200,
  },
  {
    name: "release",
    script: "bootkube",
    needs: "any",
    does: "looks whether the release that lies here is complete and the plan's",
    why: "a rehearsal's folder was made elsewhere, and operators wait for ever for a status of their version",
    budgetSeconds: 60,
  },
  {
    name: "etcd",
    script: "bootkube",
    needs: "any",
    does: "starts etcd and waits until it is healthy",
    why: "an API server that finds no etcd ends, and is started again later each time",
    budgetSeconds: 1200,
  },
  {
    name: "control-plane",
    script: "bootkube",
    needs: "any",
    does: "starts the API server, the controller manager and the scheduler, and what serves machines their configurations",
    why: "the cluster begins with them, and they are static since no scheduler is there to place them",
    budgetSeconds: 1200,
  },
  {
    name: "crds",
    script: "bootkube",
    needs: "any",
    does: "creates the CRDs and waits until the API server serves them",
    why: "the cluster version operator ends where they are absent",
    budgetSeconds: 900,
  },
  {
    name: "objects",
    script: "bootkube",
    needs: "any",
    does: "creates the objects of all kinds that are known by now, and writes their statuses",
    why: "the operators make an empty object, or a signer of their own, of each that they find absent",
    budgetSeconds: 1800,
  },
  {
    name: "operators",
    script: "bootkube",
    needs: "any",
    does: "starts the cluster version operator, which starts all others",
    why: "after the objects, and before those whose kinds it brings",
    budgetSeconds: 60,
  },
  {
    name: "late-objects",
    script: "bootkube",
    needs: "any",
    does: "creates the objects of the kinds that the operators bring",
    why: "each becomes possible at a time that nobody knows beforehand",
    budgetSeconds: 3600,
  },
  {
    name: "control-planes",
    script: "bootkube",
    needs: "any",
    course: "bootstrap machine",
    does: "waits until the control plane runs on enough machines of its own",
    why: "the one of this machine is the only one until then",
    budgetSeconds: 3600,
  },
  {
    name: "overrides",
    script: "bootkube",
    needs: "any",
    course: "bootstrap machine",
    does: "gives the cluster version operator back what it had to leave alone",
    why: "objects that stay unmanaged are left out of every update",
    budgetSeconds: 600,
  },
  {
    name: "teardown",
    script: "bootkube",
    needs: "any",
    course: "bootstrap machine",
    does: "ends this machine's control plane, but not its etcd, and removes its keys",
    why: "two control planes would answer with different certificates; etcd's vote is still counted on",
    budgetSeconds: 600,
  },
  {
    name: "etcd-operator",
    script: "bootkube",
    needs: "image",
    course: "bootstrap machine",
    does: "waits until the operator says that etcd runs in the cluster",
    why: "it removes this machine's member only after that",
    budgetSeconds: 3600,
  },
  {
    name: "complete",
    script: "bootkube",
    needs: "any",
    course: "bootstrap machine",
    does: "marks the bootstrap complete, once enough control planes run an API server of their own",
    why: "the operator removes this machine's member of etcd when it reads that, and never before",
    budgetSeconds: 1200,
  },
  {
    name: "member-removed",
    script: "bootkube",
    needs: "any",
    course: "bootstrap machine",
    does: "waits until the etcd operator has removed this machine's member, after which the machine powers off",
    why: "a member that is counted and does not vote takes the cluster's spare one",
    budgetSeconds: 3600,
  },
  {
    name: "version-operator",
    script: "bootkube",
    needs: "any",
    course: "in place",
    does: "waits until the cluster has the version operator as a Deployment",
    why: "the one that runs here as a static pod stays behind, and nothing else would ever install the operators",
    budgetSeconds: 1800,
  },
  {
    name: "served-config",
    script: "bootkube",
    needs: "any",
    course: "in place",
    does: "fetches what the machine config server serves control planes",
    why: "while the API still answers, so that what is wrong with it is seen from outside",
    budgetSeconds: 1200,
  },
  {
    name: "master-ignition",
    script: "bootkube",
    needs: "any",
    course: "in place",
    does: "ends etcd and makes of its data, the static pods and what is served the node's own Ignition",
    why: "data that is still written to is torn, and what is in memory ends with the live system",
    budgetSeconds: 1200,
  },
  {
    name: "install",
    script: "bootkube",
    needs: "any",
    course: "in place",
    does: "installs CoreOS on the disk with that Ignition, after which the machine boots from there",
    why: "a control plane in memory is none that can be rebooted",
    budgetSeconds: 3600,
  },
  {
    name: "node-api",
    script: "after-install",
    needs: "any",
    course: "in place",
    does: "waits until the API answers on the installed node",
    why: "the kubelet starts it from the static pods that came along",
    budgetSeconds: 3600,
  },
  {
    name: "node-overrides",
    script: "after-install",
    needs: "any",
    course: "in place",
    does: "gives the cluster version operator back what it had to leave alone",
    why: "objects that stay unmanaged are left out of every update",
    budgetSeconds: 600,
  },
  {
    name: "node-complete",
    script: "after-install",
    needs: "any",
    course: "in place",
    does: "marks the bootstrap complete",
    why: "operators wait for that mark, and no other machine is there to set it",
    budgetSeconds: 1200,
  },
  {
    name: "stale-leases",
    script: "after-install",
    needs: "any",
    course: "in place",
    does: "ends the leases of programs that ran in memory",
    why: "their successors would wait minutes for holders that never come back",
    budgetSeconds: 600,
  },
  {
    name: "node-ready",
    script: "after-install",
    needs: "any",
    course: "in place",
    does: "waits until the node is ready",
    why: "its certificate requests are for a gate to approve, which reaches the API by its own address",
    budgetSeconds: 7200,
  },
  {
    name: "node-kubelet",
    script: "after-install",
    needs: "any",
    course: "in place",
    does: "restarts the kubelet before and after the operators' static pods take the place of ours",
    why: "it started before the settings of its network were all there, and has to forget our pods",
    budgetSeconds: 3600,
  },
  {
    name: "available",
    script: "after-install",
    needs: "any",
    course: "in place",
    does: "waits until the release is installed",
    why: "what came along from memory is needed until then",
    budgetSeconds: 7200,
  },
] as const satisfies readonly BootkubeStage[];

/** The stages of a plan, in order. */
export function stagesOf({ openshift }: OpenshiftClusterPlan): readonly BootkubeStage[] {
  const { payload, release, inPlace } = openshift;
  const stages: readonly BootkubeStage[] = bootkubeStages;
  const ofCluster: BootkubeCourse = inPlace === undefined ? "bootstrap machine" : "in place";
  return stages.filter(
    ({ needs, where, course }) =>
      (needs === "any" || payload === "image") &&
      (where === undefined || minorFacts(release.minor)[where]) &&
      (course === undefined || course === ofCluster),
  );
}

/** On how many control planes the cluster must run before the bootstrap machine may go. */
export function neededControlPlanes({ controlPlanes }: OpenshiftClusterPlan): number {
  return Math.min(2, controlPlanes.length);
}
