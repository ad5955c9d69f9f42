import type { MicroshiftNode, MicroshiftPlan } from "../../topology/microshift/plan";
import { type NodeFile, publicFile, rootFile } from "../file";
import { microshiftConfig } from "./config";
import { dropInFiles } from "./drop-ins";
import { heldBack } from "./held-back";
import { kubeVipFiles } from "./kube-vip-files";
import { microshiftPaths } from "./paths";
import { registriesFiles } from "./registries";

/** Everything that a podman node is given beside its image, before it starts, but the secrets. */
export function nodeFiles(plan: MicroshiftPlan, node: MicroshiftNode): readonly NodeFile[] {
  return [
    ...heldBack,
    publicFile(microshiftPaths.config, microshiftConfig(plan, node)),
    ...dropInFiles(plan),
    ...registriesFiles(plan),
    ...(node.role === "controlPlane" ? kubeVipFiles(plan) : []),
  ];
}

/** The files that hold a secret: none without a pull secret. Secret. */
export function secretNodeFiles(pullSecret: string): readonly NodeFile[] {
  return pullSecret === "" ? [] : [rootFile(microshiftPaths.pullSecret, `${pullSecret.trimEnd()}\n`)];
}
