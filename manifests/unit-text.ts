/** The settings of one section; a list gives the setting once for each of its values. */
type Section = Readonly<Record<string, string | readonly string[]>>;

/** The sections of a systemd unit or drop-in, in the order in which they are written. */
export type UnitSections = Readonly<Partial<Record<"Unit" | "Service" | "Install", Section>>>;

/** Starts the unit with the machine. */
export const startAtBoot = { WantedBy: "multi-user.target" } as const;

/** A unit as systemd reads it (systemd.syntax(7)). An empty value clears what was set before. */
export function unitText(sections: UnitSections): string {
  return Object.entries(sections)
    .map(([name, section]) => [`[${name}]`, ...settings(section), ""].join("\n"))
    .join("\n");
}

function settings(section: Section): readonly string[] {
  return Object.entries(section).flatMap(([key, value]) =>
    [value].flat().map((single) => `${key}=${single}`),
  );
}

/** A command with one option per line, so that a reader of the unit need not scroll. */
export function commandLines(program: string, options: readonly string[]): string {
  return [program, ...options].join(" \\\n  ");
}
