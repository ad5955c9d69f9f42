// Bundles each program that Pulumi starts into one file: starting it then reads one file instead of
// hundreds, which is most of its start-up time. What is up to date by content is not built again.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, ".tools", "lib");
const require = createRequire(import.meta.url);

/** Entry point to bundle name; an entry point that this checkout does not have is left out. */
const programs = [
  { entry: "plugins/language-nodejs/main.ts", name: "pulumi-language-nodejs.cjs" },
  { entry: "plugins/command/main.ts", name: "pulumi-resource-command.cjs" },
  { entry: "plugins/kubernetes/main.ts", name: "pulumi-resource-kubernetes.cjs" },
  { entry: "gates/main.ts", name: "gate.cjs" },
  { entry: "tools/keys/main.ts", name: "keys.cjs" },
  { entry: "tools/upkeep/main.ts", name: "upkeep.cjs" },
  { entry: "tools/collect/main.ts", name: "collect.cjs" },
  { entry: "tools/live-iso/main.ts", name: "live-iso.cjs" },
];

/** The one protobuf runtime: two versions of it overwrite each other's global namespace. */
const protobuf = dirname(
  createRequire(require.resolve("@pulumi/pulumi")).resolve("google-protobuf/package.json"),
);

const digest = (text) => createHash("sha256").update(text).digest("hex");
/** Packages count by the lock file: their files do not change between two installations. */
const common = digest(
  readFileSync(fileURLToPath(import.meta.url)) + readFileSync(join(root, "package-lock.json")),
);
const stateOf = (files) =>
  digest(common + files.map((file) => file + (existsSync(file) ? readFileSync(file) : "")).join("\n"));

/** The record beside a bundle: the project's own files that went into it, and their digest. */
function isCurrent(bundle) {
  if (!existsSync(bundle) || !existsSync(`${bundle}.json`)) return false;
  const { files, state } = JSON.parse(readFileSync(`${bundle}.json`, "utf8"));
  return stateOf(files.map((file) => join(root, file))) === state;
}

async function build({ entry, name }) {
  const started = Date.now();
  // esbuild is loaded only when there is something to build.
  const esbuild = await import("esbuild");
  const bundle = join(out, name);
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    minify: false,
    alias: { "google-protobuf": protobuf },
    // ssh2 and cpu-features try their native parts and do without them.
    external: ["*.node", "cpu-features"],
    logLevel: "warning",
  });
  const files = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
  replace(bundle, outputFiles[0].contents);
  const state = stateOf(files.map((file) => join(root, file)));
  replace(`${bundle}.json`, JSON.stringify({ files, state }, null, 1));
  console.log(`bundled ${entry} into ${relative(root, bundle)} (${Date.now() - started} ms)`);
}

/** Written beside and renamed: whoever reads meanwhile gets the old file or the new one, whole. */
function replace(file, content) {
  writeFileSync(`${file}.${process.pid}`, content);
  renameSync(`${file}.${process.pid}`, file);
}

mkdirSync(out, { recursive: true });
for (const program of programs) {
  if (existsSync(join(root, program.entry)) && !isCurrent(join(out, program.name))) await build(program);
}
