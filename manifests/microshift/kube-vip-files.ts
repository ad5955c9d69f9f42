import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { type NodeFile, publicFile } from "../file";
import { yamlText } from "../yaml";
import { virtualAddressObjects } from "./objects/virtual-address";
import { hasVirtualAddress } from "./objects/virtual-address-plan";
import { microshiftPaths } from "./paths";

const folder = `${microshiftPaths.manifests}/050-kube-vip`;

/**
 * kube-vip and its cloud provider, in the folder whose content MicroShift applies at each of its starts. They come with the
 * first start, before the API has any other address than the node's, and after what MicroShift brings itself: some builds
 * bring a kube-vip of the same names with the setting vip_cidr, which nothing reads (facts: microshift.md, B12).
 */
export function kubeVipFiles(plan: MicroshiftPlan): readonly NodeFile[] {
  if (!hasVirtualAddress(plan)) return [];
  const documents = virtualAddressObjects(plan)
    .map((object) => `---\n${yamlText(object)}`)
    .join("");
  return [
    publicFile(`${folder}/kustomization.yaml`, yamlText({ resources: ["kube-vip.yaml"] })),
    publicFile(`${folder}/kube-vip.yaml`, documents),
  ];
}
