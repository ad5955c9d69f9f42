import type { z } from "zod";
import type { GateContext } from "./context";

/** What Pulumi does with the resource that runs a gate. */
export type Operation = "create" | "update" | "delete";

/** What a gate tells its resource: it is stored in the stack, so it holds no times and nothing that varies. */
export type Result = Readonly<Record<string, string>>;

type Run<Input> = (gate: GateContext, input: Input, operation: Operation) => Promise<Result>;

/** A gate: what makes its goal true, on update as on create, and what takes it back. */
export type Gate<Input> = Readonly<Record<"reach" | "undo", Run<Input>>>;

/** A gate that checks its input before it does anything; throws a `ZodError` where that is not what it takes. */
export function taking<Input>(schema: z.ZodType<Input>, { reach, undo }: Gate<Input>): Gate<unknown> {
  return {
    reach: (gate, document, operation) => reach(gate, schema.parse(document), operation),
    undo: (gate, document, operation) => undo(gate, schema.parse(document), operation),
  };
}

/** The undo of a gate that has only waited. */
export function nothing(): Promise<Result> {
  return Promise.resolve({});
}
