import { commandKind } from "../command";
import { markKeySecret, refuseConnection } from "./connection-inputs";

/** `command:remote:Command`: commands on another machine, over ssh. */
export const remoteCommand = commandKind(
  {
    table: {
      goName: "remote.CommandInputs",
      types: {
        connection: "remote.Connection",
        create: "string",
        update: "string",
        delete: "string",
        triggers: "[]interface {}",
        environment: "map[string]string",
        stdin: "string",
        logging: "string",
        addPreviousOutputInEnv: "bool",
      },
      required: ["connection"],
    },
    refuse: refuseConnection,
    normalise: markKeySecret,
  },
  async ({ command, inputs, previous }, context) => {
    const { environment = {}, stdin, logging } = inputs as RemoteInputs;
    // Loaded when first needed: most programs have no remote resource, and ssh2 takes its time.
    const { acceptedVariables, connected, runSession } = await import("./ssh.js");
    return connected(inputs, context, async (client) => {
      const accepted = await acceptedVariables(client, { environment, previous }, context);
      const output = await runSession(client, { command, environment: accepted, stdin, logging }, context);
      return { stdout: output.value("stdout"), stderr: output.value("stderr") };
    });
  },
);

/** The inputs in clear, as Check let them pass; the connection is read where it is used. */
interface RemoteInputs {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly logging?: string;
}
