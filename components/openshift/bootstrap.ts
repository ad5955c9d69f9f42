import type * as pulumi from "@pulumi/pulumi";
import { certificatesEnd } from "../../ignition/openshift/certificates-end";
import { Component } from "../component";
import { gate } from "../gate";
import type { OpenshiftFoundation } from "./foundation";
import { apiInput, bootkubeInput } from "./gate-inputs";
import type { OpenshiftLoadBalancer } from "./load-balancer";
import { OpenshiftMachine } from "./machine";
import { releaseTaken } from "./release-taken";

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
  /** The API answers through the load balancers. */
  readonly apiReady: pulumi.Resource;
  /** Every object is in the cluster, its status included. */
  readonly seeded: pulumi.Resource;

  constructor(name: string, args: OpenshiftBootstrapArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("OpenshiftBootstrap", name, options);
    const { foundation, loadBalancer } = args;
    const { bootstrap } = foundation.plan;
    const deletedWith = foundation.platform.network;
    this.machine = new OpenshiftMachine(
      this.nameOf("machine"),
      { foundation, machine: bootstrap, lifetime: "once", after: loadBalancer.ready },
      { parent: this },
    );
    // What it was given, as the engine keeps it: it ignores what it would be given today.
    this.certificatesEnd = this.machine.booted.stdin.apply((ignition) =>
      certificatesEnd(ignition ?? "").toISOString(),
    );
    const taken = releaseTaken(this.nameOf("release"), foundation, this.machine, { parent: this });
    this.apiReady = gate(
      this.nameOf("api-ready"),
      { foundation, gate: "api", input: apiInput(foundation, this), onDelete: "forgotten" },
      { parent: this, dependsOn: [this.machine.booted, ...taken, ...loadBalancer.ready], deletedWith },
    );
    this.seeded = gate(
      this.nameOf("seeded"),
      { foundation, gate: "bootkube", input: bootkubeInput(foundation, this), onDelete: "forgotten" },
      { parent: this, dependsOn: [this.apiReady], deletedWith },
    );
    this.registerOutputs({});
  }
}
