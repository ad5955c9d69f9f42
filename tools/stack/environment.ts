import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { writeAtomically } from "../files";
import { hostPrograms, stateFolder } from "../paths";

/** The folder of the local file backend. */
export const backendFolder = join(stateFolder, "backend");

const passphraseFile = join(stateFolder, "passphrase");

/**
 * The environment of every `pulumi` that this project starts: state in this folder, no account, no question.
 * The passphrase reaches the engine as a file's name only. PULUMI_HOME stays as the user has it.
 */
export function pulumiEnvironment(): Readonly<Record<string, string>> {
  return {
    PATH: [hostPrograms, process.env["PATH"]].join(delimiter),
    PULUMI_BACKEND_URL: `file://${backendFolder}`,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The engine has the option --event-log only then.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}

/** Makes the backend's folder and, the first time, a random passphrase that only its owner can read. */
export async function prepareBackend(): Promise<void> {
  await mkdir(backendFolder, { recursive: true, mode: 0o700 });
  if (existsSync(passphraseFile)) return;
  await writeAtomically(passphraseFile, `${randomBytes(32).toString("base64url")}\n`, 0o600);
}
