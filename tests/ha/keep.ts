import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keepResults } from "../../bench/results";
import { repository, stateFolder } from "../../tools/paths";
import { withPart } from "../support/document";
import { type Account, destinationOf, summary } from "./account";
import { chart } from "./chart";
import { figuresOf, promiseTable } from "./figures";
import { replacementTable } from "./replacement";
import { table } from "./report";

/** Where a report is kept that does not tell of everything. */
const logFolder = join(stateFolder, "logs", "test-ha");
const docs = join(repository, "docs");

/** Prints what was measured and keeps it: in the documents and bench/results.json, or else in files of a log folder. */
export async function keepReport(account: Account): Promise<void> {
  const parts = partsOf(account);
  const figures = figuresOf(account);
  console.log(Object.values(parts).join("\n\n"));
  if (destinationOf(account) === "documents") {
    const document = join(docs, "high-availability.md");
    const text = Object.entries(parts).reduce(
      (before, [writer, part]) => withPart(before, writer, part),
      await readFile(document, "utf8"),
    );
    await writeFile(document, text);
    await writeFile(join(docs, "high-availability.svg"), chart(account.measures));
    await keepResults({ highAvailability: figures });
  } else {
    await mkdir(logFolder, { recursive: true });
    await writeFile(join(logFolder, "report.md"), `${Object.values(parts).join("\n\n")}\n`);
    await writeFile(join(logFolder, "chart.svg"), chart(account.measures));
    await writeFile(join(logFolder, "figures.json"), `${JSON.stringify(figures, undefined, 2)}\n`);
    console.log(`The documents stay as they are; the report is in ${logFolder}`);
  }
}

/** The parts of the document by the names of their places. */
export function partsOf(account: Account): Readonly<Record<string, string>> {
  return {
    "make test-ha (promises)": promiseTable(figuresOf(account)),
    "make test-ha (faults)": `${summary(account)}\n\n${table(account.measures)}`,
    "make test-ha (replacements)": replacementTable(account.replacements),
  };
}
