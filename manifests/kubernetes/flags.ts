/** A flag's value; a list is written with commas. */
export type FlagValue = string | number | boolean | readonly string[];

/** A program's flags by name, with the reason where the value does not speak for itself. */
export type Flags = Readonly<Record<string, FlagValue | ExplainedFlag>>;

interface ExplainedFlag {
  readonly value: FlagValue;
  readonly why: string;
}

/** A flag as the program is given it. */
export interface Argument {
  readonly text: string;
  readonly why: string | undefined;
}

/** The flags as arguments, in the order of the table. */
export function argumentsOf(flags: Flags): readonly Argument[] {
  return Object.entries(flags).map(([name, flag]) => {
    const { value, why } = isExplained(flag) ? flag : { value: flag, why: undefined };
    return { text: `--${name}=${String(value)}`, why };
  });
}

function isExplained(flag: FlagValue | ExplainedFlag): flag is ExplainedFlag {
  return typeof flag === "object" && "why" in flag;
}

/**
 * The flags as OpenShift's configuration files have them: lists of texts by name. Each item of a list becomes a flag of
 * its own, so that what a program takes once alone, joined with commas, must be one text in the table.
 */
export function argumentLists(flags: Flags): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => {
      const value = isExplained(flag) ? flag.value : flag;
      return [name, typeof value === "object" ? value : [String(value)]];
    }),
  );
}
