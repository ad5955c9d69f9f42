import type { Client } from "ssh2";
import type { Context } from "../../shared/provider";
import type { Properties } from "../../shared/values";
import { parseConnection } from "./connection";
import { dial } from "./dial";

/** Connects to the machine of the inputs, does the work there, and disconnects; so does an interrupt. */
export async function connected<T>(
  inputs: Properties,
  context: Context,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await dial(parseConnection(inputs), context);
  try {
    return await work(client);
  } finally {
    client.end();
  }
}
