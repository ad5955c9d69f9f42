import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import type { Keys } from "../pki/issue";

/** What a KeyRing is made from. */
export interface KeyRingArgs {
  /** The keys' names in the certificate table, for example `master-0/apiserver`. */
  readonly names: readonly string[];
  /** The time at which keys are said to be made; the machine's clock where it is undefined. */
  readonly clock: Date | undefined;
}

/**
 * The keys of one owner (the cluster, the operators or a machine), made once and kept as a secret in the stack's
 * state: of RSA-2048, but for that of Secrets. A change of the names makes the keys that are new and leaves the others as they are.
 * Certificates are not kept: they are computed from their key, and its `createdAt` is what their periods count from.
 */
export class KeyRing extends command.local.Command {
  /** The keys by name. Secret. */
  readonly keys: pulumi.Output<Keys>;

  constructor(name: string, { names, clock }: KeyRingArgs, options: pulumi.CustomResourceOptions) {
    const program = "exec node .tools/lib/keys.cjs";
    super(
      name,
      {
        create: `${program} create`,
        update: `${program} update`,
        environment: { NAMES: names.join(" "), ...(clock && { CLOCK: clock.toISOString() }) },
        // The keys are printed: to the engine, which encrypts them, and to nobody else.
        logging: command.local.Logging.None,
      },
      // The keys that there are stay as they are, whatever time it is.
      { ...options, additionalSecretOutputs: ["stdout"], ignoreChanges: ["environment.CLOCK"] },
    );
    this.keys = this.stdout.apply((text) => JSON.parse(text) as Keys);
  }
}
