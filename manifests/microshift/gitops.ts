import { stringify } from "yaml";
import { type NodeFile, publicFile } from "../file";
import { yamlText } from "../yaml";
import { microshiftPaths } from "./paths";

/**
 * The package microshift-gitops has images pulled at every start (imagePullPolicy Always), which ends Argo CD on a node
 * without a way out. A patch of the object in the cluster lasts until the next start, when MicroShift applies the
 * package's manifests again. So an overlay takes their place: it has all of them with another policy, and the package's
 * own folder is no longer among the paths that are applied (facts: microshift.md, A9 and A6).
 */
const packageFolder = "/usr/lib/microshift/manifests.d/020-microshift-gitops";
const overlayFolder = `${microshiftPaths.manifests}/020-microshift-gitops`;

/** Kustomize takes no absolute path for a base; this one leads from the overlay to the root and down again. */
const base = `../../../..${packageFolder}`;

/** The parts of Argo CD whose first container is to use an image that is there. */
const patched = [
  { kind: "StatefulSet", name: "argocd-application-controller" },
  { kind: "Deployment", name: "argocd-repo-server" },
  { kind: "Deployment", name: "argocd-redis" },
] as const;

/** Sets the policy, whether the package has one or none. */
const policy = [
  { op: "add", path: "/spec/template/spec/containers/0/imagePullPolicy", value: "IfNotPresent" },
];

/** The overlay over the manifests of microshift-gitops: the files that a node with the package has besides. */
export function gitopsOverlay(): readonly NodeFile[] {
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [base],
    patches: patched.map((target) => ({
      target: { group: "apps", version: "v1", ...target },
      patch: stringify(policy),
    })),
  };
  return [publicFile(`${overlayFolder}/kustomization.yaml`, yamlText(kustomization))];
}

/** What must be on a node before the overlay can be applied. */
export const gitopsPackageFolder = packageFolder;

/**
 * MicroShift's usual paths of manifests without any that begins with 020. The patterns are those of Go's path/filepath,
 * which have no other way to leave a name out.
 */
export const gitopsKustomizePaths = [
  "/usr/lib/microshift/manifests",
  "/usr/lib/microshift/manifests.d/[^0]*",
  "/usr/lib/microshift/manifests.d/0[^2]*",
  "/usr/lib/microshift/manifests.d/02[^0]*",
  "/etc/microshift/manifests",
  "/etc/microshift/manifests.d/*",
] as const;
