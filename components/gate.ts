import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { digestOf } from "../manifests/file-digest";
import type { Platform } from "./platform";

/** What a gate is made from. */
export interface GateArgs<Input> {
  /** Of what every machine stands on, the platform alone. */
  readonly foundation: { readonly platform: Pick<Platform, "inNetwork" | "channel" | "pace"> };
  /** The gate's name in `gates/main.ts`. */
  readonly gate: string;
  /** What the gate reads from standard input. Secret, as it holds credentials. */
  readonly input: pulumi.Input<Input>;
  /** `undone`: deleting the gate runs it once more, to undo what it did. */
  readonly onDelete: "undone" | "forgotten";
  /** The machine that the gate is about: when it is replaced, the gate is undone before and done again after. */
  readonly redoneWith?: pulumi.CustomResource;
  /** The files of the machines that the gate looks at: when one of them changes, it looks again. */
  readonly confirms?: pulumi.Input<unknown>;
}

/**
 * A step that ends when the cluster has reached a state, run where the cluster's network is reached.
 * A gate can be run again at any time: what is already so is left as it is.
 */
export function gate<Input>(
  name: string,
  args: GateArgs<Input>,
  options: pulumi.CustomResourceOptions,
): command.local.Command {
  const { inNetwork, channel, pace } = args.foundation.platform;
  const program = `exec ${inNetwork}node .tools/lib/gate.cjs ${args.gate}`;
  return new command.local.Command(
    name,
    {
      create: `${program} create`,
      update: `${program} update`,
      ...(args.onDelete === "undone" && { delete: `${program} delete` }),
      stdin: pulumi.secret(pulumi.jsonStringify(args.input)),
      logging: command.local.Logging.Stderr,
      addPreviousOutputInEnv: false,
      environment: {
        ...channel,
        ...pace,
        // The gate's own way is the network; what the machines say in private is for the platform to collect.
        WHEN_GIVEN_UP: `node .tools/lib/collect.cjs ${name}`,
        ...(args.confirms !== undefined && { CONFIRMS: pulumi.output(args.confirms).apply(digestOf) }),
      },
      // Not what the machine's command prints: a preview does not know what an update will print, but whose id stays.
      ...(args.redoneWith && { triggers: [args.redoneWith.id] }),
    },
    { ...options, deleteBeforeReplace: true },
  );
}
