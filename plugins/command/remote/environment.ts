import type { Client, SFTPWrapper } from "ssh2";
import type { Context } from "../../shared/provider";
import { refusedVariable } from "./texts";

/** A map of names to values. */
type Variables = Readonly<Record<string, string>>;

/**
 * The variables that sshd will really set. A refused one of the program's is an error; of the
 * previous output, which is only an offer, a warning.
 */
export async function acceptedVariables(
  client: Client,
  asked: { readonly environment: Variables; readonly previous: Variables },
  context: Context,
): Promise<Variables> {
  const accepted: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...asked.environment, ...asked.previous })) {
    if (await accepts(client, name, value)) {
      accepted[name] = value;
    } else if (name in asked.previous) {
      context.log.message("warning", refusedVariable(name));
    } else {
      context.log.message("error", refusedVariable(name));
      throw new Error(`could not set environment variable "${name}": ssh: setenv failed`);
    }
  }
  return accepted;
}

/**
 * Asks sshd for one variable. Of ssh2's calls only `sftp` waits for the answer to that, so it is
 * asked on a channel for that subsystem, which is closed again; whether there is such a subsystem
 * does not matter.
 */
function accepts(client: Client, name: string, value: string): Promise<boolean> {
  return new Promise((resolve) => {
    (client as unknown as WithEnvironment).sftp({ [name]: value }, (error, channel) => {
      if (!error) channel.end();
      resolve(error?.message !== "Unable to set environment");
    });
  });
}

/** A form of the call that ssh2 documents and its types lack. */
interface WithEnvironment {
  sftp(env: Variables, callback: (error: Error | undefined, channel: SFTPWrapper) => void): void;
}
