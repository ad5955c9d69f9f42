import { readFileSync } from "node:fs";
import { Failure } from "../failure";
import { configFile, sealedIn, valuesIn } from "./config-file";
import type { Stack } from "./stack";

/** The keys of the configuration whose values are secrets, and what each is to its user. */
const secretKeys: Readonly<Record<string, { readonly name: string; readonly from: string }>> = {
  pullSecret: { name: "the pull secret", from: "pull-secret.json" },
  hostPrivateKey: { name: "the private key", from: "~/.ssh/id_ed25519" },
};

/** The secret keys that a stack's configuration file has in the clear, wholly or in part. */
export function clearSecretsIn(text: string): readonly string[] {
  const values = valuesIn(text);
  const sealed = sealedIn(values);
  return Object.keys(secretKeys).filter((key) => key in values && !sealed.includes(key));
}

/**
 * Throws where a stack's configuration file has a secret in the clear. Only here can that be told: the program is handed
 * the values of its configuration over as texts, whatever they were in the file. The error shows nothing of the value.
 */
export async function refuseClearSecrets(stack: Stack): Promise<void> {
  const [key] = clearSecretsIn(readFileSync(await configFile(stack), "utf8"));
  if (key !== undefined) throw inTheClear(key, stack.name);
}

function inTheClear(key: string, stack: string): Failure {
  const { name, from } = secretKeys[key] ?? { name: key, from: `${key}.txt` };
  return new Failure({
    what: `${name} stands in the clear`,
    where: `hardway:${key} in Pulumi.${stack}.yaml`,
    why: "the file is committed and copied, and whoever reads it has the credentials in it",
    remedy: `pulumi config set --secret ${key} --stack ${stack} < ${from}, which encrypts it (docs/toolchain.md: with which passphrase); where others may have read it already, have its issuer make it anew first`,
  });
}
