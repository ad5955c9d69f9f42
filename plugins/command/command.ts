import type { Context } from "../shared/provider";
import type { Properties, Value } from "../shared/values";
import { reveal, UNKNOWN } from "../shared/values";
import { forecast } from "./difference";
import { newId } from "./kind";
import type { Kind } from "./kind";
import { hydrate, previousOutput } from "./previous";

/** One command, ready to be run. */
export interface Task {
  readonly command: string;
  /** The inputs in clear. */
  readonly inputs: Properties;
  /** PULUMI_COMMAND_STDOUT and _STDERR, as far as the command is to get them. */
  readonly previous: Readonly<Record<string, string>>;
}

/** Runs a command and gives the outputs beside the inputs; throws if it fails. */
export type Run = (task: Task, context: Context) => Promise<Properties>;

/** The life of `local.Command` and `remote.Command`: which of the three commands runs when. */
export function commandKind(basis: Pick<Kind, "table" | "refuse" | "normalise">, run: Run): Kind {
  const { table } = basis;
  const outputsName = table.goName.replace("Inputs", "Outputs");
  return {
    ...basis,

    async create({ name, inputs, preview }, context) {
      const id = newId(name);
      if (preview) return { id, outputs: { ...inputs, stdout: UNKNOWN, stderr: UNKNOWN } };
      const plain = reveal(inputs);
      const command = text(plain["create"]);
      const results =
        command === undefined
          ? { stdout: "", stderr: "" }
          : await run({ command, inputs: plain, previous: {} }, context);
      return { id, outputs: { ...inputs, ...results } };
    },

    // Any change runs the update command, one of `delete` alone too; without one, `create` runs again.
    async update({ olds, news, preview, ignoreChanges }, context) {
      hydrate(olds, outputsName);
      const wanted = { ...news, ...Object.fromEntries(ignoreChanges.map((name) => [name, olds[name]])) };
      if (preview) return forecast(olds, wanted, table);
      const plain = reveal(wanted);
      const command = text(plain["update"]) ?? text(plain["create"]);
      const kept = Object.fromEntries(Object.entries(olds).filter(([name]) => !(name in table.types)));
      if (command === undefined) return { ...wanted, ...kept };
      const previous = previousOutput(olds, plain);
      return { ...wanted, ...kept, ...(await run({ command, inputs: plain, previous }, context)) };
    },

    async delete({ outputs }, context) {
      hydrate(outputs, outputsName);
      const plain = reveal(outputs);
      const command = text(plain["delete"]);
      if (command === undefined) return;
      await run({ command, inputs: plain, previous: previousOutput(outputs, plain) }, context);
    },
  };
}

const text = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;
