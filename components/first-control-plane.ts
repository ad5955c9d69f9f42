import type * as pulumi from "@pulumi/pulumi";
import { firstControlPlaneOf } from "../topology/plan";
import { apiReady, type ApiStart } from "./api-start";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { founding } from "./founding";
import type { LoadBalancing } from "./load-balancer";
import { Machine } from "./machine";

/** What the FirstControlPlane is made from. */
export interface FirstControlPlaneArgs {
  readonly foundation: Foundation;
  readonly loadBalancer: LoadBalancing;
  /** What etcd is ready by; `founded here` where it begins on this machine. */
  readonly etcd: readonly pulumi.Resource[] | "founded here";
}

/**
 * The first control plane machine where no bootstrap machine goes before it, and the gate behind which the API answers: its
 * kubelet runs the API server before anybody could know it as a node. It joins like all others, and is none that is special
 * later.
 */
export class FirstControlPlane extends Component implements ApiStart {
  readonly apiReady: pulumi.Resource;
  readonly machine: Machine;

  constructor(name: string, args: FirstControlPlaneArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("FirstControlPlane", name, options);
    const { foundation, loadBalancer, etcd } = args;
    const machine = firstControlPlaneOf(foundation.plan);
    // No member and no load balancer is still being changed when its API server is drained for a change of its own.
    const after = [...(etcd === "founded here" ? [] : etcd), ...loadBalancer.joined];
    this.machine = new Machine(
      this.nameOf(machine.name),
      { foundation, machine, lifetime: "managed", after, keysAfter: [] },
      { parent: this },
    );
    this.apiReady = apiReady(
      this.nameOf("api-ready"),
      {
        foundation,
        loadBalancer,
        machine: this.machine,
        after: etcd === "founded here" ? [this.found(foundation)] : [],
      },
      { parent: this },
    );
    this.registerOutputs({});
  }

  private found(foundation: Foundation): pulumi.Resource {
    return founding(this.nameOf("founding"), { foundation, machine: this.machine }, { parent: this });
  }
}
