import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { hostPrograms, repository, toolsFolder } from "../paths";
import { show } from "../process";
import { duration } from "../report";
import { closingLine, countJest, sum, type Counts, type JestReport } from "./counts";
import { unmet, type PrepareHost } from "./needs";
import { testParts, type TestPart } from "./parts";

const nodePrograms = join(repository, "node_modules", ".bin");
const resultsFolder = join(toolsFolder, "tests");
const environment = { PATH: [hostPrograms, process.env["PATH"]].join(delimiter) };

const passed: Counts = { passed: 1, failed: 0, skipped: 0 };
const failed: Counts = { passed: 0, failed: 1, skipped: 0 };
const skipped: Counts = { passed: 0, failed: 0, skipped: 1 };

/** Runs all parts and returns the exit code; it ends with the line that counts them. */
export async function test(prepareHost: PrepareHost): Promise<number> {
  await mkdir(resultsFolder, { recursive: true });
  const all: Counts[] = [];
  for (const part of testParts) all.push(await run(part, prepareHost));
  const total = sum(all);
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
}

async function run(part: TestPart, prepareHost: PrepareHost): Promise<Counts> {
  const started = Date.now();
  console.log(`\n== ${part.name}`);
  const why = await unmet(part.needs, prepareHost);
  const counts = why === undefined ? await count(part) : notRun(why);
  const { passed: good, failed: bad } = counts;
  console.log(`== ${part.name}: ${good} of ${good + bad} passed in ${duration(Date.now() - started)}`);
  return counts;
}

/** On CI every package can be installed and root is given: what is not run there is a failure. */
function notRun(why: string): Counts {
  const onCi = process.env["CI"] === "true";
  console.log(`${onCi ? "failed: it could not run" : "skipped"}: ${why}`);
  return onCi ? failed : skipped;
}

async function count(part: TestPart): Promise<Counts> {
  if (part.kind === "jest") return countJestRun(part);
  const command = {
    program: join(nodePrograms, part.program),
    arguments: part.arguments,
    folder: repository,
  };
  return (await show({ ...command, environment })) === 0 ? passed : failed;
}

async function countJestRun(part: Extract<TestPart, { kind: "jest" }>): Promise<Counts> {
  const report = join(resultsFolder, `${part.name.replaceAll(/\W+/g, "-")}.json`);
  await rm(report, { force: true });
  const order = part.files === "one at a time" ? ["--runInBand"] : [];
  const exitCode = await show({
    program: join(nodePrograms, "jest"),
    arguments: [...order, "--json", "--outputFile", report, ...part.folders.map((path) => `/${path}/`)],
    folder: repository,
    environment,
  });
  // No report: jest found no test, or broke. Neither may look like success.
  if (!existsSync(report)) return failed;
  const counts = countJest(JSON.parse(readFileSync(report, "utf8")) as JestReport);
  const unexplained = exitCode !== 0 && counts.failed === 0;
  return unexplained ? sum([counts, failed]) : counts;
}
