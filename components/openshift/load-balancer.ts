import type * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../../ignition/given";
import { hypervisorName } from "../../topology/hypervisor";
import { isOnHypervisor } from "../../topology/load-balancers";
import type { Machine } from "../../topology/plan";
import { Component } from "../component";
import { HostLoadBalancer } from "../libvirt/host-load-balancer";
import type { OpenshiftFoundation } from "./foundation";
import { OpenshiftMachine } from "./machine";

/** What stands behind the addresses of the API, of machines' configurations and of routes: the hypervisor, or a machine. */
export class OpenshiftLoadBalancer extends Component {
  /** Every load balancer passes connections on. */
  readonly ready: readonly pulumi.Resource[];
  /** The files of each load balancer, by its name. */
  readonly files: Readonly<Record<string, pulumi.Output<Inventory>>>;

  constructor(name: string, foundation: OpenshiftFoundation, options: pulumi.ComponentResourceOptions = {}) {
    super("OpenshiftLoadBalancer", name, options);
    const { plan, platform, secrets } = foundation;
    if (isOnHypervisor(plan)) {
      const authorityPem = secrets.all.apply(
        ({ bundle }) => bundle.authorities["kube-apiserver-lb-signer"].certificatePem,
      );
      const host = new HostLoadBalancer(
        this.nameOf("host"),
        { plan, platform, authorityPem },
        { parent: this },
      );
      this.ready = [host.ready];
      this.files = { [hypervisorName]: host.files };
    } else {
      const machines = plan.loadBalancers.map((machine) => this.makeMachine(foundation, machine));
      this.ready = machines.map(({ booted }) => booted);
      this.files = Object.fromEntries(machines.map(({ planned, files }) => [planned.name, files]));
    }
    this.registerOutputs({});
  }

  private makeMachine(foundation: OpenshiftFoundation, machine: Machine): OpenshiftMachine {
    return new OpenshiftMachine(
      this.nameOf(machine.name),
      { foundation, machine, lifetime: "managed", after: [] },
      { parent: this },
    );
  }
}
