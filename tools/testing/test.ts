import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { hostPrograms, repository, toolsFolder } from "../paths";
import { attempt, show } from "../process";
import { duration } from "../report";
import { removeAbandoned } from "./abandoned";
import { ciTimeOf, noTimeFor } from "./ci-time";
import { closingLine, countJest, sum, type Counts, type JestReport } from "./counts";
import { failuresOf } from "./failures";
import { unmet, type PrepareHost } from "./needs";
import { type Check, testParts, type TestPart } from "./parts";

const nodePrograms = join(repository, "node_modules", ".bin");
const resultsFolder = join(toolsFolder, "tests");
const environment = { PATH: [hostPrograms, process.env["PATH"]].join(delimiter) };

/** How a part ended, and what of it failed. */
interface Verdict {
  readonly counts: Counts;
  readonly failures: readonly string[];
}

const passed: Verdict = { counts: { passed: 1, failed: 0, skipped: 0 }, failures: [] };
const skipped: Verdict = { counts: { passed: 0, failed: 0, skipped: 1 }, failures: [] };
const failedBecause = (why: string): Verdict => ({
  counts: { passed: 0, failed: 1, skipped: 0 },
  failures: [`FAILED ${why}`],
});

/** Runs all parts and returns the exit code; it ends with what failed and the line that counts them. */
export async function test(prepareHost: PrepareHost): Promise<number> {
  await mkdir(resultsFolder, { recursive: true });
  if (process.getuid?.() === 0) await removeAbandoned(console.log);
  const all: Verdict[] = [];
  for (const part of testParts) all.push(await run(part, prepareHost));
  const total = sum(all.map(({ counts }) => counts));
  for (const failure of all.flatMap(({ failures }) => failures)) console.log(`\n${failure}`);
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
}

async function run(part: TestPart, prepareHost: PrepareHost): Promise<Verdict> {
  const started = Date.now();
  console.log(`\n== ${part.name}`);
  const noTime = noTimeFor(part, ciTimeOf(process.env, new Date()));
  if (noTime !== undefined) {
    console.log(`== ${part.name}: not begun: ${noTime}`);
    return skipped;
  }
  const why = await unmet(part.needs, prepareHost);
  const verdict = why === undefined ? await judge(part) : notRun(part, why);
  const { passed: good, failed: bad } = verdict.counts;
  console.log(`== ${part.name}: ${good} of ${good + bad} passed in ${duration(Date.now() - started)}`);
  return verdict;
}

/** On CI every package can be installed and root is given: what is not run there is a failure. */
function notRun({ name }: TestPart, why: string): Verdict {
  const onCi = process.env["CI"] === "true";
  console.log(`${onCi ? "failed: it could not run" : "skipped"}: ${why}`);
  return onCi ? failedBecause(`${name}: it could not run: ${why}`) : skipped;
}

async function judge(part: TestPart): Promise<Verdict> {
  if (part.kind === "jest") return judgeJestRun(part);
  const verdicts = await Promise.all(part.checks.map(judgeCheck));
  return {
    counts: sum(verdicts.map(({ counts }) => counts)),
    failures: verdicts.flatMap(({ failures }) => failures),
  };
}

/** What it says is kept to its end, as others speak at the same time. */
async function judgeCheck({ name, program, arguments: words }: Check): Promise<Verdict> {
  const command = { program: join(nodePrograms, program), arguments: words, folder: repository, environment };
  const { exitCode, output, errors } = await attempt(command);
  process.stdout.write(output + errors);
  return exitCode === 0 ? passed : failedBecause(`${name}: ${program} says why above`);
}

async function judgeJestRun(part: Extract<TestPart, { kind: "jest" }>): Promise<Verdict> {
  const report = join(resultsFolder, `${part.name.replaceAll(/\W+/g, "-")}.json`);
  await rm(report, { force: true });
  // Left to itself jest keeps a processor free, which on two of them leaves one.
  const order = part.files === "one at a time" ? "--runInBand" : "--maxWorkers=100%";
  const exitCode = await show({
    program: join(nodePrograms, "jest"),
    arguments: [order, "--json", "--outputFile", report, ...part.folders.map((path) => `/${path}/`)],
    folder: repository,
    environment,
  });
  // No report: jest found no test, or broke. Neither may look like success.
  if (!existsSync(report)) return failedBecause(`${part.name}: jest left no report`);
  const said = JSON.parse(readFileSync(report, "utf8")) as JestReport;
  const verdict = { counts: countJest(said), failures: failuresOf(said) };
  if (exitCode === 0 || verdict.counts.failed > 0) return verdict;
  const unexplained = failedBecause(`${part.name}: jest ended with ${exitCode}, and no test failed`);
  return { ...unexplained, counts: sum([verdict.counts, unexplained.counts]) };
}
