import type { Family } from "../network";

/** The networks that an OpenShift cluster has where none are configured (facts: openshift-hard-way.md, 0). */
export const usualNetworks = { podNetwork: "10.128.0.0/14", serviceNetwork: "172.30.0.0/16" } as const;

/** The length of the prefix of each node's part of the pod network, which OVN-Kubernetes hands out by itself. */
export const hostPrefixes = { ipv4: 23, ipv6: 64 } as const satisfies Readonly<Record<Family, number>>;

/** The networks that OVN-Kubernetes has inside every node, unless it is told of others. */
export const innerNetworks = [
  { cidr: "100.64.0.0/16", why: "OVN-Kubernetes joins the routers of the nodes by it" },
  { cidr: "100.88.0.0/16", why: "OVN-Kubernetes passes traffic between nodes through it" },
] as const;
