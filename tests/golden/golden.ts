import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files by their path below a folder of tests/golden/files. */
export type Tree = Readonly<Record<string, string>>;

/**
 * Expects that the golden folder holds exactly what was rendered. With UPDATE_GOLDEN in the environment, which
 * `make golden` sets, the folder is written anew first.
 */
export function expectGolden(folder: string, rendered: Tree): void {
  const root = join(__dirname, "files", folder);
  if (process.env["UPDATE_GOLDEN"] !== undefined) write(root, rendered);
  expect(read(root)).toEqual(rendered);
}

function write(root: string, tree: Tree): void {
  rmSync(root, { recursive: true, force: true });
  for (const [path, contents] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), contents);
  }
}

function read(root: string): Tree {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(root, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
