/**
 * A document with a text in the place of what its writer, a `make` target, wrote there before. The place is marked by
 * two comments that name the writer.
 */
export function withPart(document: string, writer: string, text: string): string {
  const begin = `<!-- ${writer} writes from here -->`;
  const end = "<!-- to here -->";
  const [head, rest] = document.split(`${begin}\n`);
  const tail = rest?.slice(rest.indexOf(end) + end.length);
  if (head === undefined || rest?.includes(end) !== true)
    throw new Error(`the document has no place between ${begin} and ${end}`);
  return `${head}${begin}\n${text}\n${end}${tail ?? ""}`;
}
