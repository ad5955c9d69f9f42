import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { firstAnswer } from "../tests/e2e/support/first-answer";
import { forget, makeWell, testStack } from "../tests/e2e/support/stack";
import { figures, type FigureName, promises } from "./figures";
import { clusterMemory } from "./memory";
import { median, table } from "./table";

/** How often everything is measured; the median is what is printed. */
const runs = Number(process.env["RUNS"] ?? "3");
const resultsFile = join(__dirname, "results.json");
const api = "https://10.90.0.5:6443";
const stack = testStack("bench", { controlPlanes: 3, workers: 2 });

/** One `up` from nothing, with what follows it, to the cluster's end. */
async function measure(): Promise<Readonly<Record<FigureName, number>>> {
  const started = Date.now();
  const over = new AbortController();
  const answered = firstAnswer(stack, api, over.signal).then(() => (Date.now() - started) / 1000);
  const up = await makeWell("up", stack).finally(() => {
    over.abort(new Error("up ended before the API answered"));
  });
  const apiReady = await answered;
  const noOpUp = await makeWell("up", stack);
  const noOpPreview = await makeWell("preview", stack);
  const memory = await clusterMemory(stack.instance);
  const destroy = await makeWell("destroy", stack);
  return {
    up: up.seconds,
    apiReady,
    noOpUp: noOpUp.seconds,
    noOpPreview: noOpPreview.seconds,
    memory: memory / 2 ** 30,
    destroy: destroy.seconds,
  };
}

async function main(): Promise<void> {
  const measured: Readonly<Record<FigureName, number>>[] = [];
  try {
    await makeWell("image", stack);
    for (let run = 1; run <= runs; run += 1) {
      console.log(`run ${run} of ${runs}`);
      measured.push(await measure());
    }
  } finally {
    await makeWell("destroy", stack);
    forget(stack);
  }
  const results = Object.fromEntries(
    figures.map((name) => {
      const values = measured.map((run) => Number(run[name].toFixed(2)));
      return [name, { ...promises[name], median: median(values), values }];
    }),
  );
  await mkdir(__dirname, { recursive: true });
  await writeFile(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  console.log(table(results));
}

void main();
