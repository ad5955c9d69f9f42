import type { LibvirtPlan } from "../libvirt";

/** What a virtual machine of OpenShift has where the configuration says nothing (facts: openshift-hard-way.md, 0). */
export const openshiftSizes: LibvirtPlan["sizes"] = {
  etcd: { memory: 1024, cpus: 1, disk: 10 },
  loadBalancer: { memory: 512, cpus: 1, disk: 10 },
  bootstrap: { memory: 16384, cpus: 4, disk: 100 },
  controlPlane: { memory: 16384, cpus: 4, disk: 100 },
  worker: { memory: 8192, cpus: 4, disk: 100 },
};
