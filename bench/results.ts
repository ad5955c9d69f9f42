import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Results } from "./table";

const file = join(__dirname, "results.json");

/** Writes some keys of `results.json` anew and leaves those of others as they are. */
export async function keepResults(part: Readonly<Record<string, unknown>>): Promise<void> {
  const kept = JSON.parse(await readFile(file, "utf8")) as object;
  await writeFile(file, `${JSON.stringify({ ...kept, ...part }, null, 2)}\n`);
}

/** The figures as they were measured last. */
export async function keptFigures(): Promise<Results> {
  return (JSON.parse(await readFile(file, "utf8")) as { readonly figures: Results }).figures;
}
