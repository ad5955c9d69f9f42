import type * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../ignition/given";
import { hypervisorName } from "../topology/hypervisor";
import { isOnHypervisor } from "../topology/load-balancers";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { HostLoadBalancer } from "./libvirt/host-load-balancer";
import { makeLoadBalancerMachines } from "./load-balancer-machines";
import type { Machine } from "./machine";

/** What others know of those that take connections to the API. */
export type LoadBalancing = Pick<LoadBalancer, "machines" | "joined" | "files">;

/** Where control planes have the API's address themselves. */
export const noLoadBalancer: LoadBalancing = { machines: [], joined: [], files: {} };

/** What stands behind the API's address and passes connections on to the API servers that are ready. */
export class LoadBalancer extends Component {
  /** None where the hypervisor is the load balancer. */
  readonly machines: readonly Machine[];
  /** Every load balancer could carry the API. */
  readonly joined: readonly pulumi.Resource[];
  /** The files of each load balancer, by its name. */
  readonly files: Readonly<Record<string, pulumi.Output<Inventory>>>;

  constructor(name: string, foundation: Foundation, options: pulumi.ComponentResourceOptions = {}) {
    super("LoadBalancer", name, options);
    if (isOnHypervisor(foundation.plan)) {
      const { plan, platform, secrets } = foundation;
      const authorityPem = secrets.ofOperators.apply(
        ({ authorities }) => authorities.kubernetes.certificatePem,
      );
      const host = new HostLoadBalancer(
        this.nameOf("host"),
        { plan, platform, authorityPem },
        { parent: this },
      );
      this.machines = [];
      this.joined = [host.ready];
      this.files = { [hypervisorName]: host.files };
    } else {
      const made = makeLoadBalancerMachines(name, foundation, { parent: this });
      this.machines = made.machines;
      this.joined = made.joined;
      this.files = Object.fromEntries(made.machines.map(({ planned, files }) => [planned.name, files]));
    }
    this.registerOutputs({});
  }
}
