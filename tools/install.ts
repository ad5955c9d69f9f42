import { Failure } from "./failure";
import { recipeHash } from "./recipe-hash";
import { timed, type Reporter, type Step } from "./report";
import { take } from "./sources/take";
import { currentStamp, writeStamp } from "./stamp";
import type { Tool } from "./tool";

/** Installs one tool from the first source that has it; what is there already costs a look at its files. */
export async function install(tool: Tool, reporter: Reporter): Promise<void> {
  const name = `${tool.name} ${tool.version}`;
  await timed(reporter, name, async () => {
    const recipe = recipeHash(tool);
    const present = currentStamp(tool.name, recipe);
    if (present !== undefined) return { outcome: "current", detail: `there, ${present.origin}` };
    return fromFirstSource(tool, recipe, (doing) => {
      reporter.begin(name, doing);
    });
  });
}

async function fromFirstSource(
  tool: Tool,
  recipe: string,
  onLongWork: (doing: string) => void,
): Promise<Pick<Step, "outcome" | "detail">> {
  const reasons: string[] = [];
  for (const source of tool.sources) {
    const result = await take(tool, source, onLongWork);
    if (result.kind === "unavailable") {
      reasons.push(result.why);
      continue;
    }
    await writeStamp(tool.name, { recipe, ...result });
    const passedOver = reasons.length === 0 ? "" : `; not used: ${reasons.join(", ")}`;
    return { outcome: "done", detail: `${result.origin}${passedOver}` };
  }
  throw new Failure({
    what: `${tool.name} ${tool.version} cannot be had`,
    where: "tools/versions.ts",
    why: reasons.join("; "),
    remedy: `put ${tool.name} ${tool.version} on PATH, or make one of the sources above reachable`,
  });
}
