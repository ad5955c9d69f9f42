import { commandSuite } from "./cases";
import { kubernetesSuite } from "./cases-kubernetes";
import { play, unavailable } from "./harness";

/**
 * `npx tsx tests/contract/run.ts command|kubernetes [case…]` plays recorded cases with the stand-in
 * (all that must match, if none is named) and prints each difference.
 */
async function main(): Promise<void> {
  if (unavailable !== undefined) throw new Error(unavailable);
  const [name, ...asked] = process.argv.slice(2);
  const suite = [commandSuite, kubernetesSuite].find((one) => one.name === name);
  if (!suite) throw new Error(`"${name ?? ""}" is no suite: say command or kubernetes`);
  const played = await play(suite, asked.length > 0 ? asked : suite.match);
  for (const { name: one, seconds, differences } of played) {
    console.log(`${differences.length > 0 ? "FAIL" : "ok  "} ${one} (${seconds} s)`);
    for (const line of differences) console.log(line);
  }
  const failed = played.filter(({ differences }) => differences.length > 0);
  console.log(`${played.length - failed.length} of ${played.length} cases as recorded`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

void main();
