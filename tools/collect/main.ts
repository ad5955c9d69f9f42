import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { asFailure } from "../failure";
import { collect } from "./collect";

const usage = "usage: collect <what gave up>, with INSTANCE in the environment and the error on stdin";

/**
 * The collector as a command resource runs it, in the project's folder: the error of what gave up comes on stdin, the
 * archive's path goes to stdout, and below it what is worth saying at once.
 */
async function main([about, ...more]: readonly string[]): Promise<void> {
  const instance = z.string().startsWith("hardway-").safeParse(process.env["INSTANCE"]);
  if (about === undefined || more.length > 0 || !instance.success) throw new Error(usage);
  const stack = instance.data.slice("hardway-".length);
  const folder = resolve(".state", stack);
  const reason = await text(process.stdin);
  const { archive, worthSaying } = await collect({ instance: instance.data, folder, about, reason });
  process.stdout.write([archive, ...worthSaying, ""].join("\n"));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const failure = asFailure(error);
  if (failure === undefined) throw error;
  process.stderr.write(`nothing was collected: ${failure.message}\n`);
  process.exitCode = 1;
});
