import { join } from "node:path";

/** The repository's own folder. */
export const repository = join(__dirname, "..");

/** Everything that can be made again: never committed, safe to remove. */
export const toolsFolder = join(repository, ".tools");

/** Programs that run on the host; first on PATH in every command of this project. */
export const hostPrograms = join(toolsFolder, "bin");

/** Programs that go into the machine image. */
export const machinePrograms = join(toolsFolder, "machine", "bin");

/** Programs for the engine's home. On PATH they would be taken for any version, with a warning. */
export const enginePrograms = join(toolsFolder, "engine", "bin");

/** One small Go module per tool that can be built from source. */
export const goModules = join(repository, "tools", "go");

/** What must outlive a rebuild: the stacks' state, the passphrase and the kubeconfigs. */
export const stateFolder = join(repository, ".state");
