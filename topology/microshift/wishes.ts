import type { Problem } from "../problems";

/** A value of the configuration that nobody would read: a wish that is never granted. */
export interface Wish {
  readonly where: string;
  /** What was given, as it is shown; undefined where nothing was wished. */
  readonly value: unknown;
  readonly what: string;
  readonly why: string;
  /** What else could be done than to leave it out; empty where there is nothing. */
  readonly instead: string;
}

/** The problems of the wishes that were made. */
export function refusedWishes(wishes: readonly Wish[]): readonly Problem[] {
  return wishes
    .filter(({ value }) => value !== undefined)
    .map(({ instead, ...wish }) => ({
      ...wish,
      remedy: `${removal(wish.where)}${instead === "" ? "" : `, or ${instead}`}`,
    }));
}

/** The command that leaves a key out. */
export function removal(where: string): string {
  return `pulumi config rm ${/^\w+$/.test(where) ? "" : "--path "}${where}`;
}
