import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/** Node's types take half of the time, and the pure layers' types need none of them. */
const cheap = { types: [], noUnusedLocals: false };

/**
 * What the compiler says about modules that are not written to disk, by their names; each is compiled as if it stood at
 * the project's root. All are compiled in one go, as reading the project's types takes most of the time.
 */
export function compilerErrors<Name extends string>(
  modules: Readonly<Record<Name, string>>,
): Readonly<Record<Name, readonly string[]>> {
  const { config } = ts.parseConfigFileTextToJson(
    "tsconfig.json",
    readFileSync(join(root, "tsconfig.json"), "utf8"),
  ) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, ...cheap }, root);
  const names = Object.keys(modules) as Name[];
  const paths = new Map(names.map((name) => [join(root, `${name}.virtual.ts`), modules[name]]));

  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (path) => paths.has(path) || fileExists(path);
  host.readFile = (path) => paths.get(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = paths.get(path);
    return text === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion);
  };

  const program = ts.createProgram([...paths.keys()], options, host);
  const errors = names.map((name) => {
    const file = program.getSourceFile(join(root, `${name}.virtual.ts`));
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return [
      name,
      found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    ] as const;
  });
  return Object.fromEntries(errors) as Record<Name, readonly string[]>;
}
