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
export function compilerErrors(
  modules: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly string[]> {
  const { options } = ts.convertCompilerOptionsFromJson({ ...projectOptions(), ...cheap }, root);
  const texts = new Map(Object.entries(modules).map(([name, text]) => [pathOf(name), text]));
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...texts.keys()], options, {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile: (path, version) => {
      const text = texts.get(path);
      return text === undefined
        ? host.getSourceFile(path, version)
        : ts.createSourceFile(path, text, version);
    },
  });
  return new Map(Object.keys(modules).map((name) => [name, errorsOf(program, pathOf(name))]));
}

function pathOf(name: string): string {
  return join(root, `${name}.virtual.ts`);
}

function projectOptions(): object {
  const text = readFileSync(join(root, "tsconfig.json"), "utf8");
  const { config } = ts.parseConfigFileTextToJson("tsconfig.json", text) as {
    config: { compilerOptions: object };
  };
  return config.compilerOptions;
}

function errorsOf(program: ts.Program, path: string): readonly string[] {
  const file = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}
