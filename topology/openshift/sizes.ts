import type { LibvirtPlan } from "../libvirt";

/** What a virtual machine of OpenShift has where the configuration says nothing (facts: openshift-hard-way.md, 0). */
export const openshiftSizes: LibvirtPlan["sizes"] = {
  etcd: { memory: 1024, cpus: 1, disk: 10 },
  loadBalancer: { memory: 512, cpus: 1, disk: 10 },
  bootstrap: { memory: 16384, cpus: 4, disk: 100 },
  controlPlane: { memory: 16384, cpus: 4, disk: 100 },
  worker: { memory: 8192, cpus: 4, disk: 100 },
};

/** What a machine's disk takes soon, and the image that all disks start from; MiB. */
export interface FirstRoom {
  readonly disk: number;
  readonly image: number;
}

/**
 * Until a cluster of OpenShift has converged a disk holds the release's images, 10 to 15 GB once they are unpacked
 * (facts: openshift-hard-way.md, 10.5), and of an image of CoreOS there are two, the one that boots and the one that nodes
 * get from the release.
 */
export const openshiftRoom: FirstRoom = { disk: 16 * 1024, image: 4 * 1024 };
