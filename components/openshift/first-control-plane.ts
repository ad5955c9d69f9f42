import type * as pulumi from "@pulumi/pulumi";
import { certificatesEnd } from "../../ignition/openshift/certificates-end";
import type { NodeMachine } from "../../topology/plan";
import { Component } from "../component";
import { gate } from "../gate";
import type { OpenshiftFoundation } from "./foundation";
import { apiInput, bootkubeInput, type MadeBootstrap } from "./gate-inputs";
import { OpenshiftMachine } from "./machine";
import { releaseTaken } from "./release-taken";

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
    const planned = firstOf(foundation);
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
      // What it was given, as the engine keeps it: it ignores what it would be given today.
      this.begun = {
        certificatesEnd: this.machine.booted.stdin.apply((ignition) =>
          certificatesEnd(ignition ?? "").toISOString(),
        ),
      };
      this.standing = [this.makeInstalled(foundation, this.begun)];
    }
    this.registerOutputs({});
  }

  /** The stages of a bootstrap in place, each of which the machine goes through by itself. */
  private makeInstalled(foundation: OpenshiftFoundation, begun: MadeBootstrap): pulumi.Resource {
    const { machine } = this;
    const { platform } = foundation;
    const deletedWith = platform.network;
    const taken = releaseTaken(this.nameOf("release"), foundation, machine, { parent: this });
    const apiReady = gate(
      this.nameOf("api-ready"),
      { foundation, gate: "api", input: apiInput(foundation, begun), onDelete: "forgotten" },
      { parent: this, dependsOn: [machine.booted, ...taken], deletedWith },
    );
    const seeded = gate(
      this.nameOf("seeded"),
      { foundation, gate: "bootkube", input: bootkubeInput(foundation, begun), onDelete: "forgotten" },
      { parent: this, dependsOn: [apiReady], deletedWith },
    );
    const { planned, booted } = machine;
    const args = { machine: planned, booted, after: [seeded] };
    return platform.installed(this.nameOf(planned.name), args, { parent: this });
  }
}

function firstOf({ plan }: OpenshiftFoundation): NodeMachine {
  const [machine] = plan.controlPlanes;
  if (machine === undefined) throw new Error("the schema lets no configuration without control planes pass");
  return machine;
}
