import { existsSync, readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { Failure } from "../failure";
import { writeAtomically } from "../files";
import { repository } from "../paths";
import type { Stack } from "./stack";

const prefix = "hardway:";
const SALT = /^encryptionsalt:.*$/m;
const OWN_SECRETS = /^(encryptionsalt|encryptedkey|secretsprovider):/m;

const fileName = (stack: string): string => `Pulumi.${stack}.yaml`;

/**
 * The configuration that the engine gets for a stack. The engine writes the salt of its encryption into the
 * file that it reads; into Pulumi.<stack>.yaml of the repository it must not, since the passphrase is each
 * user's own. So it reads a copy under .state, which keeps its salt when the original changes. A file that
 * has a salt already (someone ran `pulumi` on it, and may have set secrets) is used as it is.
 */
export async function configFile(stack: Stack): Promise<string> {
  const original = join(repository, fileName(stack.name));
  if (!existsSync(original)) throw noSuchStack(stack.name);
  const text = readFileSync(original, "utf8");
  if (OWN_SECRETS.test(text)) return original;
  const copy = join(stack.folder, fileName(stack.name));
  const salt = existsSync(copy) ? SALT.exec(readFileSync(copy, "utf8"))?.[0] : undefined;
  await mkdir(stack.folder, { recursive: true, mode: 0o700 });
  // The project file beside it makes the folder one in which a stack can be created.
  await copyFile(join(repository, "Pulumi.yaml"), join(stack.folder, "Pulumi.yaml"));
  await writeAtomically(copy, withSalt(text, salt), 0o600);
  return copy;
}

/** The values of a stack's configuration file that are this program's, by their keys without its name. */
export function valuesIn(text: string): Readonly<Record<string, unknown>> {
  const document = parse(text) as { readonly config?: Readonly<Record<string, unknown>> } | null;
  return Object.fromEntries(
    Object.entries(document?.config ?? {})
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value] as const),
  );
}

/** The keys of values that the engine alone can read, as they are encrypted. */
export function sealedIn(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(values).filter((key) => {
    const value = values[key];
    return typeof value === "object" && value !== null && "secure" in value;
  });
}

/** A stack's configuration with the line that holds its salt, if it has one. */
export function withSalt(text: string, salt: string | undefined): string {
  const lines = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  return salt === undefined ? lines : `${lines}${salt}\n`;
}

function noSuchStack(name: string): Failure {
  const known = readdirSync(repository)
    .map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1])
    .filter((stack) => stack !== undefined);
  return new Failure({
    what: `there is no stack ${name}`,
    where: fileName(name),
    why: "each stack has its configuration in such a file",
    remedy: `choose one that is there (STACK=${known.join(" or ")}), or make the file: cp Pulumi.dev.yaml ${fileName(name)}`,
  });
}
