import type * as pulumi from "@pulumi/pulumi";
import { firstControlPlaneOf } from "../../topology/plan";
import { Component } from "../component";
import type { OpenshiftFoundation } from "./foundation";
import type { MadeBootstrap } from "./gate-inputs";
import { OpenshiftMachine } from "./machine";
import { seeding } from "./seeding";

/**
 * The control plane that a cluster begins on in place: a live image starts a control plane in memory, seeds the cluster,
 * installs the machine with it and boots from its disk (facts: sno-plus.md, section 2). A later machine of that name is one
 * like all others, which joins by a pointer.
 */
export class OpenshiftFirstControlPlane extends Component {
  readonly machine: OpenshiftMachine;
  /** The machine runs from its disk as what it was planned as. */
  readonly standing: readonly pulumi.Resource[];
  /** The live system; undefined where the machine is a later one, which has none. */
  readonly begun: MadeBootstrap | undefined;

  constructor(
    name: string,
    { foundation }: { readonly foundation: OpenshiftFoundation },
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("OpenshiftFirstControlPlane", name, options);
    const planned = firstControlPlaneOf(foundation.plan);
    const isLater = planned.generation > 1;
    this.machine = new OpenshiftMachine(
      this.nameOf(planned.name),
      {
        foundation,
        machine: planned,
        lifetime: "managed",
        after: [],
        from: isLater ? "boot image" : "live image",
      },
      { parent: this },
    );
    if (isLater) {
      this.begun = undefined;
      this.standing = [this.machine.booted];
    } else {
      const { machine } = this;
      const { begun, seeded } = seeding(name, { foundation, machine, after: [] }, { parent: this });
      const args = { machine: planned, booted: machine.booted, after: [seeded] };
      this.begun = begun;
      this.standing = [foundation.platform.installed(this.nameOf(planned.name), args, { parent: this })];
    }
    this.registerOutputs({});
  }
}
