import type { WriterReport } from "./writer";

/** Writes one after the other, and keeps what became of them. */
export interface Notes {
  /** Does the next write; it resolves however that ends. */
  readonly writeNext: () => Promise<void>;
  /** What is known so far. */
  readonly report: () => WriterReport;
}

/** Begins to note what becomes of writes, whose names are numbered behind the prefix. */
export function startNotes(prefix: string, write: (name: string) => Promise<void>): Notes {
  const began = Date.now();
  const acknowledged: WriterReport["acknowledged"][number][] = [];
  const failures: WriterReport["failures"][number][] = [];
  let [number, ended] = [0, began];
  return {
    writeNext: async () => {
      number += 1;
      const [name, at] = [`${prefix}-${number}`, Date.now()];
      ended = at;
      const reason = await write(name).then(() => undefined, String);
      const answered = Date.now();
      if (reason === undefined) acknowledged.push({ name, at: answered });
      else failures.push({ name, at, took: answered - at, reason });
    },
    report: () => ({ began, ended, acknowledged, failures }),
  };
}
