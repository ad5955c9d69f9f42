import type * as pulumi from "@pulumi/pulumi";
import { bootstrapOf } from "../topology/plan";
import { apiReady, type ApiStart } from "./api-start";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import type { LoadBalancing } from "./load-balancer";
import { Machine } from "./machine";

/** What the Bootstrap is made from. */
export interface BootstrapArgs {
  readonly foundation: Foundation;
  readonly loadBalancer: LoadBalancing;
}

/**
 * The machine on which the control plane starts before there is any, and the gate behind which the API answers.
 * It is made once: what changes later does not concern it, and after the pivot it is off.
 */
export class Bootstrap extends Component implements ApiStart {
  readonly apiReady: pulumi.Resource;
  readonly machine: Machine;

  constructor(name: string, args: BootstrapArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("Bootstrap", name, options);
    const { foundation, loadBalancer } = args;
    const machine = bootstrapOf(foundation.plan);
    this.machine = new Machine(
      this.nameOf("machine"),
      { foundation, machine, lifetime: "once", after: [], keysAfter: [] },
      { parent: this },
    );
    this.apiReady = apiReady(
      this.nameOf("api-ready"),
      { foundation, loadBalancer, machine: this.machine, after: [] },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
