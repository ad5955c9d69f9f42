import type * as pulumi from "@pulumi/pulumi";
import { virtualAddressObjects } from "../../../manifests/microshift/objects/virtual-address";
import type { VirtualAddressPlan } from "../../../manifests/microshift/objects/virtual-address-plan";
import { Component } from "../../component";
import { makeInOrder, type ObjectsArgs } from "./in-order";

/** The address that control planes share, and those of Services: kube-vip, and its cloud provider. */
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
