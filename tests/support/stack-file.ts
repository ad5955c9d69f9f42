import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/**
 * The configuration of a stack's file as Pulumi hands it to the program, completed with what the file leaves for its user
 * to give, each value in the place that its path names.
 */
export function stackFile(
  stack: string,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const file = parse(readFileSync(join(__dirname, "..", "..", `Pulumi.${stack}.yaml`), "utf8")) as {
    readonly config: Readonly<Record<string, unknown>>;
  };
  const all: Record<string, unknown> = Object.fromEntries(
    Object.entries(file.config).map(([key, value]) => [key.replace(/^hardway:/, ""), value]),
  );
  for (const [path, value] of Object.entries(given)) {
    const [key, child] = path.split(".") as [string, string?];
    all[key] = child === undefined ? value : { ...(all[key] as object), [child]: value };
  }
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
