import type { MicroshiftNode, MicroshiftPlan } from "../../topology/microshift/plan";
import { type NodeFile, rootFile } from "../file";
import { microshiftFiles } from "./files";
import { heldBackUntil } from "./held-back";
import { kubeVipFiles } from "./kube-vip-files";
import { microshiftPaths } from "./paths";

/** Everything that a podman node is given beside its image, before it starts, but the secrets. */
export function nodeFiles(plan: MicroshiftPlan, node: MicroshiftNode): readonly NodeFile[] {
  return [
    ...heldBackUntil(microshiftPaths.mayStart),
    ...microshiftFiles(plan, node),
    ...(node.role === "controlPlane" ? kubeVipFiles(plan) : []),
  ];
}

/** The files that hold a secret: none without a pull secret. Secret. */
export function secretNodeFiles(pullSecret: string): readonly NodeFile[] {
  return pullSecret === "" ? [] : [rootFile(microshiftPaths.pullSecret, `${pullSecret.trimEnd()}\n`)];
}
