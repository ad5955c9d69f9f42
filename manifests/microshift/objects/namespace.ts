import type { Namespace } from "../../openshift/objects/namespaces";

/**
 * A namespace in which pods may do what a level of the Pod Security Standards allows. The level is said, and OpenShift's
 * controller told to leave it alone: by itself it follows what the service accounts may use, some time after them, and a
 * pod that comes earlier is measured by the default.
 */
export function namespace(name: string, level: "privileged" | "baseline"): Namespace {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: {
        "pod-security.kubernetes.io/enforce": level,
        "pod-security.kubernetes.io/audit": level,
        "pod-security.kubernetes.io/warn": level,
        "security.openshift.io/scc.podSecurityLabelSync": "false",
      },
    },
  };
}
