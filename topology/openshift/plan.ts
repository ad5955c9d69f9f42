import type { BootstrapMachine, ClusterPlan } from "../plan";
import type { OpenshiftMinor } from "./versions";

/** A release of OpenShift or OKD, which is an image that names all other images. */
export interface Release {
  /** Its version, for example 4.19.0 or 4.19.0-okd-scos.1. */
  readonly version: string;
  readonly minor: OpenshiftMinor;
  /** The release image by digest: `quay.io/okd/scos-release@sha256:…`. */
  readonly image: string;
}

/** A registry that has the content of another one (OpenShift API, ImageDigestMirrorSet). */
export interface Mirror {
  readonly source: string;
  readonly mirrors: readonly string[];
}

/** The HTTP proxy through which machines reach what is outside. */
export interface HttpProxy {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  /** Names and networks that are never asked for through it: what is the cluster's own, and what is configured. */
  readonly noProxy: readonly string[];
}

/** How a cluster begins on its first control plane, without a bootstrap machine (facts: sno-plus.md, section 2). */
export interface InPlace {
  /** The disk of the first control plane that CoreOS is installed on, for example /dev/vda; it is overwritten. */
  readonly installationDisk: string;
  /** The live ISO of CoreOS, in whose memory the temporary control plane runs. */
  readonly liveImage: { readonly url: string; readonly sha256: string };
  /** `plain`: those that join fetch their configuration, secrets included, without TLS. */
  readonly machineConfigs: "tls" | "plain";
}

/** What an OpenShift cluster has beside what every cluster has. */
export interface OpenshiftPlan {
  readonly release: Release;
  /** The cluster's name with five random characters, at most 27 in all; operators prefix with it what they own. */
  readonly infrastructureName: string;
  /** A UUID, by which updates and telemetry know the cluster. */
  readonly clusterId: string;
  /** The domain below which every route stands: apps.<domain>. */
  readonly appsDomain: string;
  /** The name by which machines call the API: api-int.<domain>. */
  readonly internalApiFqdn: string;
  /** Whether workloads may run on control planes, as they must where there are no workers. */
  readonly controlPlanesSchedulable: boolean;
  readonly mirrors: readonly Mirror[];
  /** PEM certificates of authorities that machines trust besides those of their operating system; may be empty. */
  readonly trustBundle: string;
  readonly proxy: HttpProxy | undefined;
  /** The public keys that may log in as user core. */
  readonly sshKeys: readonly string[];
  /**
   * `image`: the release image is pulled and its renders run. `folder`: a folder of the machine image stands in for
   * them, and the images are upstream's, as a rehearsal has it.
   */
  readonly payload: "image" | "folder";
  /** The image of the machines of a rehearsal; undefined where a release is pulled. */
  readonly machineImage: string | undefined;
  /** Undefined where a bootstrap machine goes before the control planes. */
  readonly inPlace: InPlace | undefined;
}

/** A plan whose distribution is OpenShift or OKD. */
export type OpenshiftClusterPlan = ClusterPlan & {
  readonly distribution: "okd" | "ocp";
  readonly openshift: OpenshiftPlan;
  /** A machine of its own, or the first control plane before it is installed. */
  readonly bootstrap: BootstrapMachine;
};

/** Whether the plan is one of OpenShift or OKD. */
export function isOpenshift(plan: ClusterPlan): plan is OpenshiftClusterPlan {
  return plan.openshift !== undefined && plan.bootstrap !== undefined;
}
