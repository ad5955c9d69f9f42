import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { nodeFiles, secretNodeFiles } from "../../manifests/microshift/node-files";
import { shellArchive } from "../../manifests/shell-archive";
import { isFounder, type MicroshiftNode as PlannedNode } from "../../topology/microshift/plan";
import { Component } from "../component";
import { gate } from "../gate";
import { script as podmanScript } from "../podman/instance";
import type { MicroshiftAccess } from "./access";
import type { MicroshiftFoundation } from "./foundation";
import { joinInput, unstartedInput } from "./gate-inputs";
import { script } from "./script";

/** What a node is made from. */
export interface NodeArgs {
  readonly foundation: MicroshiftFoundation;
  readonly node: PlannedNode;
  /** How the cluster is reached that it joins; undefined for the node that begins it. Secret. */
  readonly access: pulumi.Output<MicroshiftAccess> | undefined;
  readonly after: readonly pulumi.Resource[];
}

/** A node as a container with MicroShift, from its boot to its membership. */
export class Node extends Component {
  /** The container runs, MicroShift is held back. */
  readonly booted: command.local.Command;
  /** The node has begun the cluster or joined it. */
  readonly attached: command.local.Command;
  /** Everything that the node is given: with another one of these it is looked at again. */
  readonly files: pulumi.Output<unknown>;

  constructor(
    name: string,
    private readonly args: NodeArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("MicroshiftNode", name, options);
    this.booted = this.makeBooted(args);
    this.attached = this.makeAttached(args);
    this.files = pulumi.all([this.booted.environment, this.booted.stdin]);
    this.registerOutputs({});
  }

  /** Waits until the node is a full member; the deletion of what is returned is the leave. */
  admit(access: pulumi.Output<MicroshiftAccess>, after: readonly pulumi.Resource[]): pulumi.CustomResource {
    const { foundation, node } = this.args;
    return gate(
      this.nameOf("member"),
      {
        foundation,
        gate: "microshiftJoin",
        input: joinInput(foundation.plan, node, access),
        onDelete: "undone",
        redoneWith: this.attached,
        confirms: this.files,
      },
      {
        parent: this,
        dependsOn: [this.attached, ...after],
        deletedWith: foundation.platform.network,
      },
    );
  }

  /**
   * Has a control plane that joined as a learner ask its own member of etcd. Its API server started beside the learner, asks
   * the members that voted then, and goes on asking those: their loss would take it along (facts: microshift.md, B10).
   */
  askOwnEtcd(after: pulumi.Resource): command.local.Command {
    const { platform } = this.args.foundation;
    return new command.local.Command(
      this.nameOf("own-etcd"),
      {
        create: script("own-etcd"),
        environment: { ...platform.channel, ...platform.pace, NAME: this.args.node.name },
        triggers: [this.attached.id],
      },
      {
        parent: this,
        dependsOn: [after],
        deletedWith: platform.network,
        deleteBeforeReplace: true,
        ignoreChanges: ["environment"],
      },
    );
  }

  private makeBooted({ foundation, node, after }: NodeArgs): command.local.Command {
    const { plan, platform, image, roster, pullSecret } = foundation;
    const imageCache = foundation.podman.imageCache ?? "";
    const secretFiles = pullSecret.apply((text) => archiveOf(secretNodeFiles(text)));
    return new command.local.Command(
      this.nameOf("booted"),
      {
        create: script("node-up"),
        update: script("node-update"),
        delete: podmanScript("machine-down"),
        stdin: pulumi.secret(secretFiles),
        environment: {
          ...platform.channel,
          ...platform.pace,
          NAME: node.name,
          IMAGE: image,
          ADDRESS: node.address,
          MAC: node.mac,
          GENERATION: String(node.generation),
          IMAGE_CACHE: imageCache,
          OUTBOUND: foundation.podman.outbound,
          FILES: archiveOf(nodeFiles(plan, node)),
        },
        triggers: [image, node.address, node.mac, node.generation, imageCache],
      },
      {
        parent: this,
        dependsOn: [platform.network, roster, ...after],
        deletedWith: platform.network,
        deleteBeforeReplace: true,
      },
    );
  }

  private makeAttached({ foundation: { plan, platform }, node, access }: NodeArgs): command.local.Command {
    return new command.local.Command(
      this.nameOf("attached"),
      {
        create: script("join"),
        ...(access && { stdin: unstartedInput(plan, node, access) }),
        environment: {
          ...platform.channel,
          ...platform.pace,
          NAME: node.name,
          ROLE: node.role,
          BEGINS: isFounder(node) ? "yes" : "no",
          LEARNER: node.role === "controlPlane" && plan.joinAs === "learner" ? "true" : "false",
          API_AT: plan.api.address,
          HIGHLY_AVAILABLE: plan.virtualAddress === undefined ? "no" : "yes",
        },
        logging: command.local.Logging.Stderr,
        triggers: [this.booted.id],
      },
      {
        parent: this,
        deletedWith: platform.network,
        deleteBeforeReplace: true,
        // A node joins once, by what is known then.
        ignoreChanges: ["environment", "stdin"],
      },
    );
  }
}

function archiveOf(files: Parameters<typeof shellArchive>[0]): string {
  return files.length === 0 ? "" : shellArchive(files);
}
