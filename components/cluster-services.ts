import type * as pulumi from "@pulumi/pulumi";
import { coreDns } from "../manifests/kubernetes/objects/coredns";
import { kubeProxy } from "../manifests/kubernetes/objects/kube-proxy";
import { timesOf } from "../topology/pace";
import { connection, makeObject } from "./cluster-objects";
import { Component } from "./component";
import type { ControlPlane } from "./control-plane";
import type { Foundation } from "./foundation";
import type { Permissions } from "./permissions";

/** What the ClusterServices are made from. */
export interface ClusterServicesArgs {
  readonly foundation: Foundation;
  readonly permissions: Permissions;
  readonly controlPlane: ControlPlane;
}

/** What pods rely on: kube-proxy, which makes Services reachable, and CoreDNS, which makes them known by name. */
export class ClusterServices extends Component {
  readonly running: readonly pulumi.Resource[];

  constructor(name: string, args: ClusterServicesArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("ClusterServices", name, options);
    const { controlPlane } = args;
    const { plan, platform } = args.foundation;
    const { objectsReadyWithin } = timesOf[plan.pace];
    const provider = connection(this.nameOf("provisioner"), "provisioner", args.foundation, { parent: this });
    this.running = [...kubeProxy(plan), ...coreDns(plan)].map((object) =>
      makeObject(name, object, {
        parent: this,
        provider,
        dependsOn: [...args.permissions.given, controlPlane.startOfOthers(controlPlane.firstJoined)],
        deletedWith: platform.network,
        ...(objectsReadyWithin === undefined ? {} : { customTimeouts: lasting(objectsReadyWithin) }),
      }),
    );
    this.registerOutputs({});
  }
}

/** As the engine takes a time limit. */
function lasting(milliseconds: number): pulumi.CustomTimeouts {
  const limit = `${milliseconds / 1000}s`;
  return { create: limit, update: limit };
}
