import type { Mirror, OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type ClusterScoped, type ConfigApi, configApi } from "./scope";

/** Which registries stand in for which, for images by digest (config.openshift.io, ImageDigestMirrorSet). */
export interface ImageDigestMirrorSet extends ClusterScoped<ConfigApi, "ImageDigestMirrorSet"> {
  readonly spec: { readonly imageDigestMirrors: readonly Mirror[] };
}

/** The mirrors of the plan in one object; none where it has none (facts: openshift-hard-way.md, 10.5). */
export function mirrors({ openshift }: OpenshiftClusterPlan): readonly ImageDigestMirrorSet[] {
  if (openshift.mirrors.length === 0) return [];
  return [
    {
      apiVersion: configApi,
      kind: "ImageDigestMirrorSet",
      metadata: { name: "image-digest-mirrors" },
      spec: { imageDigestMirrors: openshift.mirrors },
    },
  ];
}
