import { text } from "node:stream/consumers";
import { z } from "zod";
import { changeOf, isEmpty } from "../../ignition/change";
import { unpacked } from "../../ignition/packed";
import { patienceSchema, patienceVariable } from "../../topology/patience";
import { asFailure } from "../failure";
import { podmanChannel, sshChannel } from "./channel";
import { drainedDuring, servingAfter } from "./load-balancer";
import { apply, look, type Machine } from "./machine";
import { places } from "./places";

/** What the resource of a machine gives this program; its Ignition config comes on standard input. */
const common = {
  INSTANCE: z.string().min(1),
  NAME: z.string().min(1),
  /** The names of the machines in front of the API servers, for the script that tells them. */
  LOAD_BALANCERS: z.string(),
  [patienceVariable]: patienceSchema,
};
const environment = z.discriminatedUnion("PLATFORM", [
  z.object({ PLATFORM: z.literal("podman"), ...common }),
  z.object({ PLATFORM: z.literal("libvirt"), SSH_FOLDER: z.string().min(1), ...common }),
]);

/**
 * Brings a running machine's files up to date with its Ignition config: the difference is found on the machine itself,
 * put in place, and taken up by those who read it. Progress goes to standard error.
 */
async function main(): Promise<number> {
  const told = environment.parse(process.env);
  const { NAME } = told;
  const channel =
    told.PLATFORM === "podman"
      ? podmanChannel(`${told.INSTANCE}-${NAME}`)
      : sshChannel(told.SSH_FOLDER, NAME);
  const machine: Machine = { channel, scripts: "tools/upkeep", patience: told[patienceVariable] };
  const config = unpacked(await text(process.stdin));
  const change = changeOf(
    config,
    await look(
      machine,
      config.storage.files.map(({ path }) => path),
    ),
  );
  if (isEmpty(change)) console.error(`${NAME}: its files are as they shall be`);
  for (const { path } of change.write) console.error(`${NAME}: writes ${path}`);
  for (const path of change.remove) console.error(`${NAME}: removes ${path}`);
  const work = async (): Promise<number> => (isEmpty(change) ? 0 : apply(machine, change));
  if (!config.storage.files.some(({ path }) => path.startsWith(`${places.STATIC_PODS}/`))) return work();
  return change.effects.includes("roll static-pods") ? drainedDuring(work) : servingAfter(work);
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    const failure = asFailure(error);
    console.error(failure?.message ?? error);
    process.exitCode = 1;
  },
);
