import { commandSuite } from "./cases";
import { play, unavailable } from "./harness";

/**
 * `npx tsx tests/contract/run.ts [case…]` plays recorded cases of @pulumi/command with the stand-in
 * (all that must match, if none is named) and prints each difference.
 */
async function main(): Promise<void> {
  if (unavailable !== undefined) throw new Error(unavailable);
  const asked = process.argv.slice(2);
  const played = await play(commandSuite, asked.length > 0 ? asked : commandSuite.match);
  for (const { name, seconds, differences } of played) {
    console.log(`${differences.length > 0 ? "FAIL" : "ok  "} ${name} (${seconds} s)`);
    for (const line of differences) console.log(line);
  }
  const failed = played.filter(({ differences }) => differences.length > 0);
  console.log(`${played.length - failed.length} of ${played.length} cases as recorded`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

void main();
