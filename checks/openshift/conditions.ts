import { z } from "zod";

/** What an operator says of one side of its work. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** The same as the API has it, where its writer need not give reasons. */
type Described = Pick<Condition, "type" | "status"> & Partial<Condition>;

/** The conditions of an object's status, which may not have any yet. */
export const conditionsSchema: z.ZodType<readonly Condition[]> = z
  .array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string().default(""),
      message: z.string().default(""),
    }),
  )
  .default([]);

/** What each condition must be. */
export type Expected = Readonly<Record<string, "True" | "False">>;

/**
 * The conditions that are not as expected, in the words of whoever wrote them. One that is missing or unknown is not as
 * expected either: an operator that has just begun says nothing yet.
 */
export function unmet(conditions: readonly Condition[], expected: Expected): readonly string[] {
  return Object.entries(expected).flatMap(([type, status]) => {
    const found = conditions.find((each) => each.type === type);
    if (found === undefined) return [`says nothing of ${type}`];
    return found.status === status ? [] : [described(found)];
  });
}

/** A condition in the words of whoever wrote it, cut to what a line of progress holds. */
export function described({ type, status, reason = "", message = "" }: Described): string {
  const words = [reason, message.replace(/\s+/g, " ")].filter((word) => word !== "").join(": ");
  return `${type}=${status}${words === "" ? "" : ` (${words.slice(0, 160)})`}`;
}
