import * as pulumi from "@pulumi/pulumi";
import type { KeyMaterial } from "../pki/bundle";

interface KeyPairState {
  readonly privateKeyPem: string;
  readonly createdAt: string;
}

/** Runs in the dynamic provider's process, which loads it from its text: what it needs is imported inside. */
const provider: pulumi.dynamic.ResourceProvider<object, KeyPairState> = {
  async create() {
    const { generateKeyPair, randomUUID } = await import("node:crypto");
    const { promisify } = await import("node:util");
    const { privateKey } = await promisify(generateKeyPair)("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const outs = { privateKeyPem: privateKey, createdAt: new Date().toISOString() };
    return { id: randomUUID(), outs };
  },
};

/**
 * An RSA-2048 key, made once and kept as a secret in the stack's state.
 * Certificates are not kept: they are computed from their key, and `createdAt` is what their periods count from.
 */
export class KeyPair extends pulumi.dynamic.Resource {
  declare readonly privateKeyPem: pulumi.Output<string>;
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, options: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      { privateKeyPem: undefined, createdAt: undefined },
      { ...options, additionalSecretOutputs: ["privateKeyPem"] },
      "hardway",
      "KeyPair",
    );
  }

  /** The key in the shape in which the certificate table takes it. */
  get material(): pulumi.Output<KeyMaterial> {
    return pulumi
      .all([this.privateKeyPem, this.createdAt])
      .apply(([privateKeyPem, createdAt]) => ({ privateKeyPem, createdAt }));
  }
}
