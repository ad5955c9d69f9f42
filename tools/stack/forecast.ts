import { z } from "zod";

/** What the engine writes for a value that a preview does not know yet (pulumi: plugin.UnknownStringValue). */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const inventory = z.record(z.string(), z.string());
const outputs = z.looseObject({
  files: z.record(z.string(), z.union([inventory, z.literal(unknown)])).default({}),
  certificates: z.union([z.array(z.looseObject({ name: z.string() })), z.literal(unknown)]).default([]),
});

/** The stack's outputs as far as they say what changes. */
export type Outputs = z.output<typeof outputs>;

const event = z.object({
  resOutputsEvent: z
    .object({
      metadata: z.object({
        type: z.string(),
        old: z.object({ outputs: outputs.optional() }).nullish(),
        new: z.object({ outputs: outputs.optional() }).nullish(),
      }),
    })
    .optional(),
});

/** The stack's outputs before and after, in the engine's event log; undefined where it came to no end. */
export function stackOutputsIn(
  log: string,
): { readonly before: Outputs; readonly after: Outputs } | undefined {
  const lines = log.split("\n").filter((line) => line.includes('"pulumi:pulumi:Stack"'));
  const last = lines
    .map((line) => event.parse(JSON.parse(line)).resOutputsEvent?.metadata)
    .findLast((metadata) => metadata?.type === "pulumi:pulumi:Stack" && metadata.new?.outputs !== undefined);
  if (last?.new?.outputs === undefined) return undefined;
  return { before: last.old?.outputs ?? outputs.parse({}), after: last.new.outputs };
}

/**
 * What changes, in lines for people: per machine the files that are written anew, come or go, and the certificates.
 * Empty where nothing does.
 */
export function forecast(before: Outputs, after: Outputs): readonly string[] {
  return [
    ...titled("Machines and their files that change:", fileLines(before.files, after.files)),
    ...titled("Certificates that change:", certificateLines(before.certificates, after.certificates)),
  ];
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function fileLines(before: Outputs["files"], after: Outputs["files"]): readonly string[] {
  const machines = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return machines.flatMap((machine) => {
    const [old, now] = [before[machine], after[machine]];
    if (now === undefined) return [`${machine} - the machine leaves`];
    if (old === undefined || typeof old === "string") return [`${machine} + the machine is new`];
    if (typeof now === "string") return [`${machine} ? known when its keys are made`];
    return differences(old, now).map((difference) => `${machine} ${difference}`);
  });
}

function certificateLines(
  before: Outputs["certificates"],
  after: Outputs["certificates"],
): readonly string[] {
  if (typeof before === "string") return [];
  if (typeof after === "string") return ["? known when the keys of new machines are made"];
  const byName = (entries: typeof after): Record<string, string> =>
    Object.fromEntries(entries.map((entry) => [entry.name, JSON.stringify(entry)]));
  return differences(byName(before), byName(after));
}

/** Names with a sign before each: + comes, - goes, ~ is another one. */
function differences(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => `${before[name] === undefined ? "+" : after[name] === undefined ? "-" : "~"} ${name}`);
}
