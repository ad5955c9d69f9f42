import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attempt, failed } from "../../tools/process";
import { namesIn, type Needles } from "./forms";

/** Something to search: a text, or files of this host by their paths. */
export type Haystack =
  | { readonly where: string; readonly text: string }
  | { readonly where: string; readonly files: readonly string[] };

/** How the packed text of an Ignition config begins: what is inside is looked at file by file. */
const packedBeginning = "H4sI";

/** Where which secrets are seen in clear, each as a line; empty where none is. */
export async function search(haystacks: readonly Haystack[], needles: Needles): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const haystack of haystacks) {
    const { where } = haystack;
    if ("text" in haystack) lines.push(...namesIn(haystack.text, needles).map((name) => `${where}: ${name}`));
    else
      for (const file of await grep(haystack.files, [packedBeginning, ...[...needles.values()].flat()]))
        lines.push(...namesIn(await contentOf(file), needles).map((name) => `${where}, ${file}: ${name}`));
  }
  return lines;
}

/** The files of haystacks that hold one of some texts. */
export async function filesHolding(
  haystacks: readonly Haystack[],
  texts: readonly string[],
): Promise<readonly string[]> {
  const files = haystacks.flatMap((haystack) => ("files" in haystack ? haystack.files : []));
  return grep(files, texts);
}

/** By grep, which takes seconds for a gigabyte; it is told the texts by a file, as they may be secrets. */
async function grep(files: readonly string[], texts: readonly string[]): Promise<readonly string[]> {
  if (files.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), "hardway-needles-"));
  try {
    const patterns = join(folder, "patterns");
    await writeFile(patterns, texts.join("\n"), { mode: 0o600 });
    const options = ["--no-messages", "--files-with-matches", "--null", "--text", "--fixed-strings"];
    const command = {
      program: "xargs",
      arguments: ["--null", "grep", ...options, "--file", patterns],
      environment: { LC_ALL: "C" },
      input: files.join("\0"),
    };
    const ended = await attempt(command);
    // xargs ends with 123 where one of its greps found nothing, or a file was gone before it was read.
    if (ended.exitCode !== 0 && ended.exitCode !== 123) throw failed(command, ended);
    return ended.output.split("\0").filter((file) => file !== "");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** As single bytes, as what is searched for is ASCII; empty for a file that has gone since. */
async function contentOf(file: string): Promise<string> {
  return (await readFile(file).catch(() => Buffer.alloc(0))).toString("latin1");
}
