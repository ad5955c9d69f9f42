import { z } from "zod";
import { minorFacts, minorOf } from "../../topology/openshift/versions";
import { always, counted, findingOf, plannedNodes } from "../check";
import type { OpenshiftCheck } from "./check";
import { readObject } from "./resources";

const desired = z.object({ version: z.string().default("") }).default({ version: "" });
const schema = z.object({ status: z.object({ desired }).default({ desired: { version: "" } }) });

/**
 * Every planned node runs a kubelet of the Kubernetes that the cluster's own release is made from. Which release that is
 * the cluster says, as it may have been updated since it was made; of one that is not known any kubelet will do.
 */
export const kubeletsOfRelease: OpenshiftCheck = {
  id: "kubelets",
  sentence: "the kubelet of each node is of the Kubernetes that the release is made from",
  why: "a node that kept its boot image or missed an update runs other programs than the operators have tried",
  appliesTo: always,
  probe: async ({ plan, kubernetes }) => {
    const release = (await readObject(kubernetes, "ClusterVersion", "version", schema))?.status.desired
      .version;
    const minor = minorOf(release ?? "");
    if (minor === undefined)
      return {
        level: "ok",
        detail: `not known of release ${release === undefined ? "none" : `"${release}"`}`,
      };
    const { kubernetesMinor } = minorFacts(minor);
    const names = plannedNodes(plan).map(({ name }) => name);
    const { items } = await kubernetes.core.listNode();
    const others = items.flatMap(({ metadata, status }) => {
      const found = status?.nodeInfo?.kubeletVersion ?? "none";
      if (!names.includes(metadata?.name ?? "") || found.startsWith(`v${kubernetesMinor}.`)) return [];
      return [
        `${metadata?.name ?? "?"} has kubelet ${found}, and ${release} is of Kubernetes ${kubernetesMinor}`,
      ];
    });
    return findingOf(others, `${counted(items.length, "kubelet")} of Kubernetes ${kubernetesMinor}`);
  },
};
