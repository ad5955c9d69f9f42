import type * as pulumi from "@pulumi/pulumi";
import type { NodeMachine } from "../topology/plan";
import { apiReady, type ApiStart } from "./api-start";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import type { LoadBalancer } from "./load-balancer";
import { Machine } from "./machine";

/** What the FirstControlPlane is made from. */
export interface FirstControlPlaneArgs {
  readonly foundation: Foundation;
  readonly loadBalancer: LoadBalancer;
  /** What etcd is ready by. */
  readonly etcdReady: readonly pulumi.Resource[];
}

/**
 * The first control plane machine where etcd is there before it, and the gate behind which the API answers: its kubelet
 * runs the API server before anybody could know it as a node. It joins like all others, and is none that is special later.
 */
export class FirstControlPlane extends Component implements ApiStart {
  readonly apiReady: pulumi.Resource;
  readonly machine: Machine;

  constructor(name: string, args: FirstControlPlaneArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("FirstControlPlane", name, options);
    const { foundation, loadBalancer, etcdReady } = args;
    const machine = firstOf(foundation);
    // No member and no load balancer is still being changed when its API server is drained for a change of its own.
    const after = [...etcdReady, ...loadBalancer.joined];
    this.machine = new Machine(
      this.nameOf(machine.name),
      { foundation, machine, lifetime: "managed", after, keysAfter: [] },
      { parent: this },
    );
    this.apiReady = apiReady(
      this.nameOf("api-ready"),
      { foundation, loadBalancer, machine: this.machine },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

function firstOf({ plan }: Foundation): NodeMachine {
  const [machine] = plan.controlPlanes;
  if (machine === undefined) throw new Error("the schema lets no configuration without control planes pass");
  return machine;
}
