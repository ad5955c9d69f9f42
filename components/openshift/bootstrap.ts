import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { OpenshiftFoundation } from "./foundation";
import type { OpenshiftLoadBalancer } from "./load-balancer";
import { OpenshiftMachine } from "./machine";
import { seeding } from "./seeding";

/** What the OpenshiftBootstrap is made from. */
export interface OpenshiftBootstrapArgs {
  readonly foundation: OpenshiftFoundation;
  readonly loadBalancer: OpenshiftLoadBalancer;
}

/**
 * The machine on which a temporary control plane starts and seeds the cluster with what its operators find there. It is
 * made once; after the pivot it is off.
 */
export class OpenshiftBootstrap extends Component {
  readonly machine: OpenshiftMachine;
  /** When the first of the certificates ends that the machine was made with, as ISO 8601. Secret, as it comes of its config. */
  readonly certificatesEnd: pulumi.Output<string>;
  /** Every object is in the cluster, its status included. */
  readonly seeded: pulumi.Resource;

  constructor(name: string, args: OpenshiftBootstrapArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("OpenshiftBootstrap", name, options);
    const { foundation, loadBalancer } = args;
    const { bootstrap } = foundation.plan;
    this.machine = new OpenshiftMachine(
      this.nameOf("machine"),
      { foundation, machine: bootstrap, lifetime: "once", after: loadBalancer.ready },
      { parent: this },
    );
    const { begun, seeded } = seeding(
      name,
      { foundation, machine: this.machine, after: loadBalancer.ready },
      { parent: this },
    );
    this.certificatesEnd = begun.certificatesEnd;
    this.seeded = seeded;
    this.registerOutputs({});
  }
}
