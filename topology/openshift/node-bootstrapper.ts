const namespace = "openshift-machine-config-operator";
const name = "node-bootstrapper";

/** The service account in whose name machines ask for a certificate before they are nodes (facts: openshift-hard-way.md, 1.2, 9.3). */
export const nodeBootstrapper = {
  namespace,
  name,
  user: `system:serviceaccount:${namespace}:${name}`,
  /** Those that a service account has by itself, besides that of everybody who is somebody. */
  groups: [`system:serviceaccounts:${namespace}`, "system:serviceaccounts"],
} as const;
