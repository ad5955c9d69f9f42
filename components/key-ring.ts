import * as pulumi from "@pulumi/pulumi";
import type { KeyMaterial } from "../pki/bundle";
import type { Keys } from "../pki/issue";

interface KeyRingInputs {
  /** The keys' names in the certificate table, for example `master-0/apiserver`. */
  readonly names: readonly string[];
}
interface KeyRingState extends KeyRingInputs {
  readonly keys: Keys;
}

/** Runs in the dynamic provider's process, which loads it from its text: what it needs is imported inside. */
const provider: pulumi.dynamic.ResourceProvider<KeyRingInputs, KeyRingState> = {
  async create({ names }) {
    const { randomUUID } = await import("node:crypto");
    return { id: randomUUID(), outs: { names, keys: await complete(names, {}) } };
  },

  diff(_id, { names: before }, { names: after }) {
    return Promise.resolve({ changes: [...before].sort().join() !== [...after].sort().join() });
  },

  async update(_id, { keys }, { names }) {
    return { outs: { names, keys: await complete(names, keys) } };
  },
};

/** The keys of these names: those that there are, as they are, and new ones for the rest. */
async function complete(names: readonly string[], present: Keys): Promise<Keys> {
  const keys = names.map(async (name) => [name, present[name] ?? (await newKey())] as const);
  return Object.fromEntries(await Promise.all(keys));
}

async function newKey(): Promise<KeyMaterial> {
  const { generateKeyPair } = await import("node:crypto");
  const { promisify } = await import("node:util");
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { privateKeyPem: privateKey, createdAt: new Date().toISOString() };
}

/**
 * The RSA-2048 keys of one owner (the authorities, the operators or a machine), made once and kept as a secret in the
 * stack's state. A change of the names makes the keys that are new and leaves the others as they are.
 * Certificates are not kept: they are computed from their key, and `createdAt` is what their periods count from.
 */
export class KeyRing extends pulumi.dynamic.Resource {
  /** The keys by name. Secret. */
  declare readonly keys: pulumi.Output<Keys>;

  constructor(name: string, { names }: KeyRingInputs, options: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      { names, keys: undefined },
      { ...options, additionalSecretOutputs: ["keys"] },
      "hardway",
      "KeyRing",
    );
  }
}
