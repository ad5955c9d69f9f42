import { parse } from "yaml";
import type { Examination } from "./item";
import type { ExaminedMachine, Flags, Program } from "./machine";

/** The flag has exactly that value. */
export function is(program: Program, name: string, value: string): Examination {
  return over(program, name, (given) => given === value, `is not ${value}`);
}

/** The flags are given. */
export function isSet(program: Program, ...names: readonly string[]): Examination {
  return (machine) =>
    names.flatMap((name) => over(program, name, (given) => given !== undefined, "is not set")(machine));
}

/** The flag is left out. */
export function isUnset(program: Program, name: string): Examination {
  return over(program, name, (given) => given === undefined, "is set");
}

/** The flag is left out, or does not have that value. */
export function isNot(program: Program, name: string, value: string): Examination {
  return over(program, name, (given) => given !== value, `is ${value}`);
}

/** The flag's list has the element. */
export function has(program: Program, name: string, element: string): Examination {
  return over(program, name, (given) => listOf(given).includes(element), `lacks ${element}`);
}

/** The flag is left out, or its list does not have the element. */
export function lacks(program: Program, name: string, element: string): Examination {
  return over(program, name, (given) => !listOf(given).includes(element), `has ${element}`);
}

/** The flag is a number that is large enough. */
export function isAtLeast(program: Program, name: string, least: number): Examination {
  return over(program, name, (given) => Number(given) >= least, `is less than ${least}`);
}

/** The flag's list is not empty and has no element but these. */
export function isAmong(program: Program, name: string, allowed: readonly string[]): Examination {
  const good = (given: string | undefined) =>
    given !== undefined && listOf(given).every((element) => allowed.includes(element));
  return over(program, name, good, "has others than the strong ones");
}

/** What a file says that a flag names: the YAML in it; undefined where there is no such flag or file. */
export function documentOf({ flags, texts }: ExaminedMachine, program: Program, flag: string): unknown {
  const text = texts[flags[program]?.get(flag) ?? ""];
  return text === undefined ? undefined : (parse(text) as unknown);
}

function over(
  program: Program,
  name: string,
  good: (given: string | undefined) => boolean,
  wrong: string,
): Examination {
  return ({ flags }) => {
    const own: Flags | undefined = flags[program];
    if (own === undefined) return [`${program} does not run`];
    return good(own.get(name)) ? [] : [`--${name} of ${program} ${wrong}`];
  };
}

function listOf(given: string | undefined): readonly string[] {
  return given?.split(",") ?? [];
}
