import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { digestOf } from "../../../manifests/file-digest";
import { hostSteps, type HostStep } from "../../../manifests/microshift/host/steps";
import { reachedAt } from "../../../manifests/microshift/kubeconfig";
import type { MicroshiftPlan } from "../../../topology/microshift/plan";
import { Component } from "../../component";
import { commandOnHost } from "./scripts";

/** The way to a host, and how it is known to be that one. */
export interface HostConnection {
  /** Its address or name, by which clients call the API, too. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** In PEM. Secret. */
  readonly privateKey: pulumi.Input<string>;
  /** The host's public key: its kind, a blank and the key. */
  readonly hostKey: pulumi.Input<string>;
}

/** What a MicroshiftHost is made from. */
export interface MicroshiftHostArgs {
  readonly plan: MicroshiftPlan;
  /** How the node is called where the plan gives it its name. */
  readonly nodeName: string;
  readonly connection: HostConnection;
  /** Undefined where images need none, as those of the community do. */
  readonly pullSecret: pulumi.Input<string> | undefined;
  /** What must be there before the host can be logged in to. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * MicroShift on a host that is there already and is reached by ssh. Each step can be run at any time and changes only what
 * is not as it shall be; destroyed, the host is as it was found.
 */
export class MicroshiftHost extends Component {
  /** The admin's, with the host's address as its server. Secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** MicroShift runs, and its credentials are there: the last step before the cluster itself is asked. */
  readonly ready: pulumi.CustomResource;
  /** How MicroShift calls its node: by the plan's name, or where the host keeps its own, by that. */
  readonly nodeName: pulumi.Output<string>;
  private readonly made = new Map<HostStep["name"], command.remote.Command>();
  private readonly connection: pulumi.Output<pulumi.Unwrap<HostConnection>>;

  constructor(
    name: string,
    private readonly args: MicroshiftHostArgs,
    private readonly placing: pulumi.ComponentResourceOptions = {},
  ) {
    super("MicroshiftHost", name, placing);
    const { plan, nodeName, connection, pullSecret } = args;
    this.connection = pulumi.secret(connection);
    const planned = {
      name: nodeName,
      address: connection.host,
      pullSecret: pullSecret === undefined ? "none" : "given",
    } as const;
    const last = hostSteps(plan, planned).reduce<command.remote.Command | undefined>(
      (before, step) => this.take(step, before),
      undefined,
    );
    if (last === undefined) throw new Error("the table of steps on a host is empty");
    this.ready = last;
    const facts = this.made.get("facts");
    this.nodeName =
      plan.platform.kind === "libvirt" || facts === undefined
        ? pulumi.output(nodeName)
        : facts.stdout.apply(nodeNameIn);
    const url = `https://${connection.host}:${plan.api.port}`;
    this.kubeconfig = pulumi.secret(last.stdout.apply((text) => reachedAt(text, { url })));
    this.registerOutputs({});
  }

  private take(step: HostStep, before: command.remote.Command | undefined): command.remote.Command {
    const { user } = this.args.connection;
    const taken = new command.remote.Command(
      this.nameOf(step.name),
      {
        connection: this.connection,
        create: this.upOf(step),
        ...(step.onDelete === "undone" && { delete: commandOnHost(step, "down", user) }),
        ...this.stdinOf(step),
        triggers: [...this.comesWith(step), ...step.remadeWith],
        addPreviousOutputInEnv: false,
        logging: command.remote.Logging.Stderr,
      },
      {
        parent: this,
        // What a component depends on is nothing to its children.
        dependsOn: before === undefined ? [...this.args.after] : [before],
        ...(this.placing.deletedWith && { deletedWith: this.placing.deletedWith }),
        deleteBeforeReplace: true,
        ...(step.name === "kubeconfig" && { additionalSecretOutputs: ["stdout"] }),
      },
    );
    this.made.set(step.name, taken);
    return taken;
  }

  /** On another host every step is taken anew, and of another cluster the kubeconfig is another one. */
  private comesWith({ name }: HostStep): readonly pulumi.Input<string>[] {
    const of = name === "kubeconfig" ? this.made.get("service") : this.made.get("facts");
    return of === undefined ? [this.args.connection.host] : [of.id];
  }

  /** The pull secret, for the step that puts it. */
  private stdinOf(step: HostStep): { readonly stdin?: pulumi.Output<string> } {
    const { pullSecret } = this.args;
    return step.pullSecret === "read" && pullSecret !== undefined ? { stdin: pulumi.secret(pullSecret) } : {};
  }

  /** What takes the step; it is told the digest of the pull secret, by which it is taken again when that is another one. */
  private upOf(step: HostStep): pulumi.Input<string> {
    const { pullSecret, connection } = this.args;
    if (step.pullSecret !== "confirmed" || pullSecret === undefined)
      return commandOnHost(step, "up", connection.user);
    const digest = pulumi.unsecret(pulumi.output(pullSecret).apply(digestOf));
    return digest.apply((PULL_SECRET_DIGEST) =>
      commandOnHost({ ...step, values: { ...step.values, PULL_SECRET_DIGEST } }, "up", connection.user),
    );
  }
}

/** The line of the facts that has the node's name. */
function nodeNameIn(facts: string): string {
  const name = /^node (\S+)$/m.exec(facts)?.[1];
  if (name === undefined) throw new Error("the facts of the host have no line with the node's name");
  return name;
}
