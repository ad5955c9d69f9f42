import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { forget, makeWell, testStack } from "../tests/e2e/support/stack";
import { withPart } from "../tests/support/document";
import { boot, type Boot } from "./boot";
import { changes } from "./changes";
import { externalEtcd } from "./external-etcd";
import type { Measurement } from "./figures";
import { keepResults, keptFigures } from "./results";
import { microshiftHa } from "./microshift";
import { snoPlus } from "./sno-plus";
import type { Stage } from "./stages";
import { stagesSvg } from "./stages-svg";
import { inOrder, resultsOf, rounded, table } from "./table";

/** How often an `up` from nothing is measured; the median is what is printed. The changes are measured once. */
const runs = Number(process.env["RUNS"] ?? "3");
const config = { controlPlanes: 3, workers: 2 };
const stack = testStack("bench", config);
const [readme, picture] = [
  join(__dirname, "..", "README.md"),
  join(__dirname, "..", "docs", "up-stages.svg"),
] as const;

/** What is measured, by a word with which one can ask for it alone: PARTS=sno-plus. */
const parts = {
  dev: measureDev,
  "k8s-ha": async () => ({ boots: [], measured: await externalEtcd(runs) }),
  "sno-plus": async () => ({ boots: [], measured: await snoPlus(runs) }),
  "microshift-ha": async () => ({ boots: [], measured: await microshiftHa(runs) }),
} as const satisfies Readonly<Record<string, () => Promise<Pass>>>;

/** What a part measured. */
interface Pass {
  readonly boots: readonly Boot[];
  readonly measured: readonly Measurement[];
}

async function main(): Promise<void> {
  const asked = process.env["PARTS"]?.split(",") ?? Object.keys(parts);
  const unknown = asked.filter((name) => !Object.keys(parts).includes(name));
  if (unknown.length > 0)
    throw new Error(`no part ${unknown.join(", ")}: the parts are ${Object.keys(parts).join(", ")}`);
  const passes: Pass[] = [];
  for (const [name, measure] of Object.entries(parts)) if (asked.includes(name)) passes.push(await measure());
  await record(
    passes.flatMap(({ boots }) => boots),
    passes.flatMap(({ measured }) => measured),
  );
}

async function measureDev(): Promise<Pass> {
  const boots: Boot[] = [];
  const measured: Measurement[] = [];
  try {
    await makeWell("image", stack);
    for (let run = 1; run <= runs; run += 1) {
      console.log(`up from nothing, ${run} of ${runs}`);
      testStack("bench", config);
      boots.push(await boot(stack));
      const last = run === runs;
      if (last) {
        console.log("changes of the cluster that stands now");
        measured.push(await changes("bench", config));
      }
      const { seconds } = await makeWell("destroy", stack);
      measured.push(last ? { grownDestroy: seconds } : { destroy: seconds });
    }
  } finally {
    await makeWell("destroy", stack);
    forget(stack);
  }
  return { boots, measured: [...boots.map((each) => each.measured), ...measured] };
}

/** What was not measured this time keeps what was measured last. */
async function record(boots: readonly Boot[], measured: readonly Measurement[]): Promise<void> {
  const shown = inOrder({ ...(await keptFigures()), ...resultsOf(measured) });
  await keepResults({ figures: shown });
  if (boots.length > 0) {
    const stages = stagesOfMiddle(boots);
    await keepResults({ stages });
    await writeFile(picture, stagesSvg(stages));
    for (const { name, seconds } of stages) console.log(`${name}: ${seconds.toFixed(1)} s`);
  }
  const text = table(shown);
  await writeFile(readme, withPart(await readFile(readme, "utf8"), "make bench", text));
  console.log(text);
}

/** The stages of the `up` whose time is the middle one, with what each took in all of them. */
function stagesOfMiddle(boots: readonly Boot[]): readonly (Stage & { readonly values: readonly number[] })[] {
  const sorted = [...boots].sort((one, other) => totalOf(one) - totalOf(other));
  return (sorted[Math.floor(sorted.length / 2)]?.stages ?? []).map(({ name, seconds }, index) => ({
    name,
    seconds: rounded(seconds),
    values: boots.map(({ stages }) => rounded(stages[index]?.seconds ?? 0)),
  }));
}

function totalOf({ stages }: Boot): number {
  return stages.reduce((sum, { seconds }) => sum + seconds, 0);
}

void main();
