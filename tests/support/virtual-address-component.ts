import type * as pulumi from "@pulumi/pulumi";
import { virtualAddressObjects } from "../../manifests/microshift/objects/virtual-address";
import type { VirtualAddressPlan } from "../../manifests/microshift/objects/virtual-address-plan";
import { Component } from "../../components/component";
import { makeInOrder, type ObjectsArgs } from "../../components/microshift/objects/in-order";

/** What the manifests of a control plane make (manifests/microshift/kube-vip-files.ts), as resources of the engine: the tests put it into a real API. */
export class VirtualAddress extends Component {
  /** Made when kube-vip runs on every control plane that there is, and the cloud provider on a node. */
  readonly objects: readonly pulumi.Resource[];

  constructor(
    name: string,
    args: ObjectsArgs<VirtualAddressPlan>,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("VirtualAddress", name, options);
    this.objects = makeInOrder(name, virtualAddressObjects(args.plan), args, this);
    this.registerOutputs({});
  }
}
