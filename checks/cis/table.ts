import { exceptions } from "./exceptions";
import type { Item, Part } from "./item";

/** A part of the benchmark in Markdown: each recommendation, why, and its state. */
export function tableOf({ title, items }: Part): string {
  const rows = items.map((item) => `| ${item.id} | ${item.title} | ${item.why} | ${stateOf(item)} |`);
  return [
    `### ${title}`,
    "",
    "| item | recommendation | why | state |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function stateOf({ id }: Item): string {
  const exception = exceptions.find((each) => each.id === id);
  if (exception === undefined) return "met";
  const instead = exception.instead === undefined ? "" : ` Instead: ${exception.instead.sentence}.`;
  return `**exception**: ${exception.reason}${instead}`;
}
