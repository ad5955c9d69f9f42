import type { Family } from "../../../topology/network";
import type { ApiEndpoint } from "../../../topology/plan";
import type { Check } from "../../check";
import type { Kubernetes } from "../../clients/kubernetes";
import type { Applications } from "./applications";

/** The part of the plan that a smoke test asks for. */
export interface SmokePlan {
  readonly families: readonly Family[];
  /** `image`: the cluster runs a release. `folder`: a rehearsal, without routers, whose pods have one image. */
  readonly payload: { readonly kind: "image" } | { readonly kind: "folder"; readonly image: string };
  /** How many machines of each kind are nodes. */
  readonly nodes: Readonly<Record<"controlPlanes" | "workers", number>>;
  /** The domain below which every route stands. */
  readonly appsDomain: string;
  /** Where the load balancer passes applications' connections on to the routers. */
  readonly ingress: Pick<ApiEndpoint, "address" | "port">;
}

/** A cluster in which the objects of a smoke test have been made, and the means to ask for them. */
export interface SmokeCluster {
  readonly plan: SmokePlan;
  readonly kubernetes: Kubernetes;
  readonly applications: Applications;
}

/** A statement about an application that runs in the cluster. */
export type SmokeCheck = Check<SmokeCluster>;

/** For checks of what only a release brings: its admission, its routers, its console. */
export function withRelease({ payload }: SmokePlan): boolean {
  return payload.kind === "image";
}
