import type { Described, Held } from "./part";

/** The part of an HTTP answer that says what its body is. */
export interface AnswerHead {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What an answer's body is to the part that is there. */
export type Answer =
  | { readonly kind: "whole" | "rest"; readonly described: Described }
  /** The part is of no use: another file has taken the place of the one that it is of. */
  | { readonly kind: "another" }
  | { readonly kind: "refusal" };

/** How the rest of a download is asked for: whole where the file is not the same any more (RFC 9110, section 13.1.5). */
export function headersFor({ bytes, validator }: Held): Readonly<Record<string, string>> {
  if (bytes === 0) return {};
  return { range: `bytes=${bytes}-`, ...(validator === undefined ? {} : { "if-range": validator }) };
}

/** Judges the answer to such a question. A server may give the whole file although it was asked for the rest. */
export function judge(head: AnswerHead, held: Held): Answer {
  switch (head.statusCode) {
    case 200:
      return { kind: "whole", described: { total: lengthOf(head), validator: validatorOf(head) } };
    case 206:
      return partial(head, held);
    case 416:
      return held.bytes === 0 ? { kind: "refusal" } : { kind: "another" };
    default:
      return { kind: "refusal" };
  }
}

function partial(head: AnswerHead, held: Held): Answer {
  const [, first, size] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(textOf(head, "content-range")) ?? [];
  if (held.bytes === 0) return { kind: "refusal" };
  const total = size === undefined || size === "*" ? held.total : Number(size);
  const validator = validatorOf(head);
  const same = Number(first) === held.bytes && isSame(total, held.total) && isSame(validator, held.validator);
  return same
    ? { kind: "rest", described: { total, validator: held.validator ?? validator } }
    : { kind: "another" };
}

/** Servers need not say a thing again. */
function isSame<T>(now: T | undefined, before: T | undefined): boolean {
  return now === undefined || before === undefined || now === before;
}

function lengthOf(head: AnswerHead): number | undefined {
  const text = textOf(head, "content-length");
  return text === "" ? undefined : Number(text);
}

/** A weak tag is the same for files that differ in bytes, so that no rest may be asked for by it. */
function validatorOf(head: AnswerHead): string | undefined {
  const tag = textOf(head, "etag");
  if (tag !== "" && !tag.startsWith("W/")) return tag;
  return textOf(head, "last-modified") || undefined;
}

function textOf({ headers }: AnswerHead, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}
