import { commandKind } from "../command";
import { archiveOf } from "./archive";
import { findAssets } from "./assets";
import { runProcess } from "./process";

/** `command:local:Command`: commands of a shell on this machine. */
export const localCommand = commandKind(
  {
    table: {
      goName: "local.CommandInputs",
      types: {
        create: "string",
        update: "string",
        delete: "string",
        triggers: "[]interface {}",
        environment: "map[string]string",
        stdin: "string",
        logging: "string",
        interpreter: "[]string",
        dir: "string",
        addPreviousOutputInEnv: "bool",
        assetPaths: "[]string",
        archivePaths: "[]string",
      },
      required: [],
    },
    refuse: () => [],
    normalise: (inputs) => inputs,
  },
  async ({ command, inputs, previous }, context) => {
    const { dir, interpreter, environment, stdin, logging, assetPaths, archivePaths } = inputs as LocalInputs;
    const output = await runProcess(
      {
        // An empty list of words is none.
        words: [...(interpreter?.length ? interpreter : ["/bin/sh", "-c"]), command],
        dir,
        environment: { ...environment, ...previous },
        stdin,
        logging,
      },
      context,
    );
    // Files are looked for after the command: it may have made them.
    const folder = dir ?? process.cwd();
    return {
      ...(assetPaths && { assets: await findAssets(folder, assetPaths) }),
      ...(archivePaths && { archive: await archiveOf(await findAssets(folder, archivePaths)) }),
      stdout: output.value("stdout"),
      stderr: output.value("stderr"),
    };
  },
);

/** The inputs in clear, as Check let them pass. */
interface LocalInputs {
  readonly dir?: string;
  readonly interpreter?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly logging?: string;
  readonly assetPaths?: readonly string[];
  readonly archivePaths?: readonly string[];
}
