import type { SecurityContextConstraints } from "../../openshift/objects/scc";
import { kubeVip } from "./kube-vip-names";

/** What kube-vip changes addresses with. */
export const kubeVipCapabilities = ["NET_ADMIN", "NET_RAW", "SYS_TIME"] as const;

/**
 * What kube-vip's pods may do beyond the default: the machine's network, and capabilities in it. No ports of the machine
 * are asked for, as its pods declare none.
 *
 * The lowest priority and no capabilities by default are said as 0 and an empty list. The schema wants both said, and
 * null, as the default constraints have it, does not pass Pulumi.
 */
export const kubeVipConstraints: SecurityContextConstraints = {
  apiVersion: "security.openshift.io/v1",
  kind: "SecurityContextConstraints",
  metadata: {
    name: kubeVip.name,
    annotations: {
      "kubernetes.io/description": "the machine's network and its addresses, for kube-vip alone",
    },
  },
  allowHostDirVolumePlugin: false,
  allowHostIPC: false,
  allowHostNetwork: true,
  allowHostPID: false,
  allowHostPorts: false,
  allowPrivilegedContainer: false,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: false,
  priority: 0,
  allowedCapabilities: kubeVipCapabilities,
  defaultAddCapabilities: [],
  requiredDropCapabilities: ["ALL"],
  // The image's user is root, to whom alone capabilities of a container are given.
  runAsUser: { type: "RunAsAny" },
  fsGroup: { type: "MustRunAs" },
  supplementalGroups: { type: "RunAsAny" },
  seLinuxContext: { type: "MustRunAs" },
  volumes: ["configMap", "downwardAPI", "emptyDir", "projected", "secret"],
  users: [`system:serviceaccount:${kubeVip.namespace}:${kubeVip.name}`],
  groups: [],
};
