import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";

/** What the MachineImage is made from. */
export interface MachineImageArgs {
  /** The image's name with its tag. */
  readonly reference: string;
  /** What makes the image where it is missing, as a command for the shell. */
  readonly makes: string;
}

/** The image that every machine boots from; made where it is missing, and never removed with a stack. */
export class MachineImage extends Component {
  /** The image's name, known once the image is there. */
  readonly reference: pulumi.Output<string>;

  constructor(name: string, args: MachineImageArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("MachineImage", name, options);
    const built = new command.local.Command(
      this.nameOf("built"),
      {
        create: `podman image exists "$IMAGE" || exec ${args.makes}`,
        environment: { IMAGE: args.reference },
        triggers: [args.reference],
      },
      { parent: this },
    );
    // The name is known beforehand; what an output adds is that nothing starts before the image is there.
    this.reference = built.id.apply(() => args.reference);
    this.registerOutputs({});
  }
}
