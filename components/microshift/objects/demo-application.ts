import type * as pulumi from "@pulumi/pulumi";
import { type DemoPlan, demoObjects } from "../../../manifests/microshift/objects/demo-application";
import { Component } from "../../component";
import { makeInOrder, type ObjectsArgs } from "./in-order";

/** The demo application, which shows that pods run and that the router forwards to them. */
export class DemoApplication extends Component {
  /** Made when its pod is ready. */
  readonly objects: readonly pulumi.Resource[];

  constructor(name: string, args: ObjectsArgs<DemoPlan>, options: pulumi.ComponentResourceOptions = {}) {
    super("DemoApplication", name, options);
    this.objects = makeInOrder(name, demoObjects(args.plan), args, this);
    this.registerOutputs({});
  }
}
