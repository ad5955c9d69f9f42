/**
 * The sum that a publisher's list gives for a file. Two forms are in use: `sum  file` lines, as sha256sum
 * writes them (a `*` before the name marks binary mode), and a file that holds one bare sum.
 */
export function listedSum(list: string, file: string): string | undefined {
  const lines = list
    .split("\n")
    .map((line) => line.trim().split(/\s+\*?/))
    .filter(([sum]) => /^[0-9a-f]{64,128}$/i.test(sum ?? ""));
  const named = lines.find(([, name]) => name === file);
  const bare = lines.length === 1 && lines[0]?.length === 1 ? lines[0] : undefined;
  return (named ?? bare)?.[0]?.toLowerCase();
}
