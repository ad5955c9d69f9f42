import type { ContractSuite } from "./cases";

/** Parts of docs/plugin-contract.md that follow from the tables of cases, by the name of their marks. */
export function sections(suites: readonly ContractSuite[]): Readonly<Record<string, string>> {
  return {
    counts: countsTable(suites),
    "left out": suites.map(leftOutTable).join("\n\n"),
    matched: suites.map(({ name, match }) => list(`\`${name}\``, match)).join("\n\n"),
    sample: suites.map(({ name, sample }) => list(`\`${name}\``, sample)).join("\n\n"),
  };
}

/** The document with these sections between their marks, `<!-- name -->` and `<!-- end of name -->`. */
export function withSections(document: string, texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts).reduce((whole, [name, text]) => {
    const [begin, end] = [`<!-- ${name} -->\n`, `\n<!-- end of ${name} -->`];
    const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`the document has no place for the section "${name}"`);
    return whole.slice(0, from + begin.length) + text + whole.slice(to);
  }, document);
}

const table = (...rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");

function countsTable(suites: readonly ContractSuite[]): string {
  const rows = suites.map(({ name, match, leftOut, sample }) => [
    `\`${name}\``,
    ...[match, leftOut, sample].map(({ length }) => `${length}`),
  ]);
  return table(
    ["plugin", "cases that must match", "left out, and must be refused", "played by `make test`"],
    ["---", "---", "---", "---"],
    ...rows,
  );
}

/** One row for each feature, with all cases that use it. */
function leftOutTable({ name, leftOut }: ContractSuite): string {
  const features = [...new Set(leftOut.map(({ feature }) => feature))];
  const rows = features.map((feature) => {
    const cases = leftOut.filter((one) => one.feature === feature);
    const why = [...new Set(cases.map((one) => one.why))].join("; ");
    const refusals = [...new Set(cases.map(({ refusal }) => `\`${refusal}\``))].join(", ");
    return [feature, why, cases.map((one) => `\`${one.name}\``).join(", "), refusals];
  });
  const head = [`\`${name}\`: not offered`, "because", "cases", "the error begins with"];
  return table(
    head,
    head.map(() => "---"),
    ...rows,
  );
}

const list = (title: string, names: readonly string[]): string =>
  `${title} (${names.length}): ${names.map((name) => `\`${name}\``).join(", ")}.`;
