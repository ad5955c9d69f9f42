import { alone } from "../../tools/lock";
import { changesOnly } from "../../tools/report";
import { setUpHost } from "../../tools/setup";
import { unmet } from "../../tools/testing/needs";
import type { ContractSuite } from "./cases";
import { commandSuite } from "./cases-command";
import { kubernetesSuite } from "./cases-kubernetes";
import { unavailable } from "./contract-folder";
import { play, type Played } from "./harness";

const suites = [commandSuite, kubernetesSuite];
const namesOf = ({ match, leftOut }: ContractSuite): readonly string[] => [
  ...match,
  ...leftOut.map(({ name }) => name),
];

/** The contract's own advice; a few recordings hold what a controller had not done yet. */
const ON_A_BUSY_MACHINE =
  'A case that depends on timing may differ on a busy machine: play it alone, CASES="name" make contract';

/**
 * `make contract` plays every recorded case with the stand-ins, `CASES="one two" make contract` some of them: those
 * that must match are compared with what the official plugins did, those that are left out must be refused.
 */
async function main(): Promise<void> {
  // The harness gets it as well, and stops what it has started; then this process removes what is left.
  process.on("SIGINT", () => undefined);
  const asked = (process.env["CASES"] ?? "").split(" ").filter(Boolean);
  const unknown = asked.filter((name) => !suites.some((suite) => namesOf(suite).includes(name)));
  if (unknown.length > 0) throw new Error(`there is no such case: ${unknown.join(", ")}`);
  const why = await unmet(["test packages", "host"], () => alone(() => setUpHost(changesOnly)));
  if (why !== undefined) throw new Error(why);
  let failed = 0;
  for (const suite of suites) {
    const names = namesOf(suite).filter((name) => asked.length === 0 || asked.includes(name));
    if (names.length > 0) failed += await playSuite(suite, names);
  }
  if (failed > 0) console.log(ON_A_BUSY_MACHINE);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Plays cases, prints what became of them and counts them; returns how many were not as they must be. */
async function playSuite(suite: ContractSuite, names: readonly string[]): Promise<number> {
  const why = unavailable(suite.programs);
  if (why !== undefined) throw new Error(why);
  const played = await play(suite, names, console.log);
  const refused = played.filter(({ name }) => suite.leftOut.some((one) => one.name === name));
  for (const { name, complaints } of refused) {
    console.log(`${complaints.length === 0 ? "refused" : "NOT REFUSED"} ${suite.name}/${name}`);
    for (const complaint of complaints) console.log(`  ${complaint}`);
  }
  const matched = played.filter((one) => !refused.includes(one));
  console.log(
    `${suite.name}: ${count(matched)} cases as recorded, ${count(refused)} cases of what is left out refused`,
  );
  return played.filter(isBad).length;
}

const isBad = ({ complaints }: Played): boolean => complaints.length > 0;
const count = (all: readonly Played[]): string =>
  `${all.filter((one) => !isBad(one)).length} of ${all.length}`;

main().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
