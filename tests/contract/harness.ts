import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ContractSuite, LeftOutCase } from "./cases";
import { refusalComplaints, type PlayedStep } from "./refusals";
import { inWorkspace, type Workspace } from "./workspace";

/** What became of one case. */
export interface Played {
  readonly name: string;
  /** A case that must match: where the stand-in differs. One that is left out: what was not refused. */
  readonly complaints: readonly string[];
}

/** Cases at once. Many wait, but each has an engine, a program and a plugin, which two cores serve. */
const JOBS = 2;

/** Told each line of the harness as it comes. */
export type Listener = (line: string) => void;

/**
 * Plays cases with the stand-ins. Those that must match are compared with their recordings, in all but
 * the calls that lead there; those that are left out are judged by whether they are refused.
 */
export function play(
  suite: ContractSuite,
  names: readonly string[],
  listener: Listener = () => undefined,
): Promise<readonly Played[]> {
  return inWorkspace(async (workspace) => {
    const matching = suite.match.filter((name) => names.includes(name));
    const leftOut = suite.leftOut.filter(({ name }) => names.includes(name));
    const compared = await playMatching(workspace, suite.name, matching, listener);
    const refused = await playLeftOut(workspace, suite, leftOut, listener);
    return [...compared, ...refused];
  });
}

async function playMatching(
  workspace: Workspace,
  suite: string,
  names: readonly string[],
  listener: Listener,
): Promise<readonly Played[]> {
  const text = await runHarness(workspace, ["--without=calls,providerCalls"], ids(suite, names), listener);
  return names.map((name) => ({ name, complaints: differencesIn(text, `${suite}/${name}`) }));
}

/** The harness writes what the stand-in did as if it were a recording, into the workspace's own copy. */
async function playLeftOut(
  workspace: Workspace,
  { name: suite }: ContractSuite,
  cases: readonly LeftOutCase[],
  listener: Listener,
): Promise<readonly Played[]> {
  const file = (name: string): string => join(workspace.harness, "recorded", suite, `${name}.json`);
  // A case that breaks must not be judged by what the official plugin did.
  for (const { name } of cases) rmSync(file(name));
  const names = cases.map(({ name }) => name);
  await runHarness(workspace, ["--record"], ids(suite, names), (line) => {
    listener(line.replace("recorded", "played"));
  });
  return cases.map((one) => {
    const { steps } = JSON.parse(readFileSync(file(one.name), "utf8")) as {
      readonly steps: readonly PlayedStep[];
    };
    return { name: one.name, complaints: refusalComplaints(one, steps) };
  });
}

const ids = (suite: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${suite}/${name}`);

/** The harness' exit status when it was told to stop (128 and the number of SIGINT). */
const INTERRUPTED = 130;

/** All that the harness printed. Its exit status 1 says that there are differences, which the text names. */
function runHarness(
  { harness, path, scratch }: Workspace,
  options: readonly string[],
  cases: readonly string[],
  listener: Listener,
): Promise<string> {
  if (cases.length === 0) return Promise.resolve("");
  const child = spawn("node", ["run.js", `--jobs=${JOBS}`, ...options, ...cases], {
    cwd: harness,
    env: { ...process.env, PATH: path, TMPDIR: scratch },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const errors: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    listener(line);
  });
  child.stderr.on("data", (text: Buffer) => errors.push(text.toString()));
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      if (code === 0 || code === 1) resolve(lines.join("\n") + "\n");
      else if (code === INTERRUPTED)
        reject(new Error("interrupted: what the harness had started is stopped"));
      else reject(new Error(`the harness failed: ${errors.join("")}`));
    });
  });
}

/** The differences that the harness' text names for a case: its result is "ok" or "FAIL" and its id; they follow, indented. */
export function differencesIn(text: string, id: string): readonly string[] {
  const result = new RegExp(`^(?:ok|FAIL) ${id} \\([0-9.]+ s\\)\n((?: .*\n)*)`, "m").exec(text);
  if (!result) throw new Error(`the harness did not play ${id}:\n${text}`);
  return (result[1] ?? "").split("\n").filter(Boolean);
}
