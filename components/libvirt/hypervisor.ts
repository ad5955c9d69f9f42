import * as libvirt from "@pulumi/libvirt";
import type { HypervisorPlan } from "../../topology/libvirt";
import type { ClusterPlan } from "../../topology/plan";
import { Storage } from "./storage";

/** What a hypervisor's resources are made from. */
export interface HypervisorArgs {
  readonly plan: ClusterPlan;
  readonly hypervisor: HypervisorPlan;
  /** The file of the image that machines boot from. */
  readonly image: string;
}

/** One of the cluster's hypervisors: the way to its libvirt, and the disks of the machines that are on it. */
export class Hypervisor {
  readonly planned: HypervisorPlan;
  readonly provider: libvirt.Provider;
  readonly storage: Storage;

  constructor({ plan, hypervisor, image }: HypervisorArgs) {
    this.planned = hypervisor;
    const { name, uri } = hypervisor;
    const named = (thing: string): string => (name === "" ? thing : `${thing}-${name}`);
    // The engine sets the version itself, to another one at every other operation.
    this.provider = new libvirt.Provider(named("hypervisor"), { uri }, { ignoreChanges: ["version"] });
    this.storage = new Storage(named("storage"), { plan, image }, { provider: this.provider });
  }
}
