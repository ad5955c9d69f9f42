import { z } from "zod";
import { complete } from "./complete";

/** A load balancer has none. */
const names = z.string().transform((text) => text.split(" ").filter((name) => name !== ""));
const createdAt = z.iso.datetime();
const keys = z.record(
  z.string(),
  z.union([z.object({ privateKeyPem: z.string(), createdAt }), z.object({ bytes: z.base64(), createdAt })]),
);
const json = z.string().transform((text): unknown => JSON.parse(text));

/** The machine's clock counts where none is given. */
const clock = z.iso.datetime().optional();

/** What the resource KeyRing gives this program: on `update` the keys too that it printed before. */
const environment = {
  create: z
    .object({ NAMES: names, CLOCK: clock })
    .transform(({ NAMES, CLOCK }) => ({ names: NAMES, present: {}, clock: CLOCK })),
  update: z
    .object({ NAMES: names, CLOCK: clock, PULUMI_COMMAND_STDOUT: json.pipe(keys) })
    .transform(({ NAMES, CLOCK, PULUMI_COMMAND_STDOUT }) => ({
      names: NAMES,
      present: PULUMI_COMMAND_STDOUT,
      clock: CLOCK,
    })),
} as const;

/** Prints keys as JSON. An update that is not given the keys that there are fails, as it would make others. */
async function main(operation: string): Promise<void> {
  if (operation !== "create" && operation !== "update") throw new Error("usage: keys <create|update>");
  const { names: wanted, present, clock: given } = environment[operation].parse(process.env);
  const now = given === undefined ? new Date() : new Date(given);
  process.stdout.write(JSON.stringify(await complete(wanted, present, now)));
}

void main(process.argv[2] ?? "");
