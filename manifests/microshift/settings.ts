/** Keys of MicroShift's configuration file, some of which hold further keys. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * Two sets of settings as one, as MicroShift itself merges drop-ins: keys under keys are merged, a list or a single value
 * replaces the other. Where both have one, that of `over` counts.
 */
export function mergeSettings(settings: Settings, over: Settings): Settings {
  const merged = Object.entries(over).map(([key, value]) => {
    const under = settings[key];
    return [key, isSettings(under) && isSettings(value) ? mergeSettings(under, value) : value] as const;
  });
  return { ...settings, ...Object.fromEntries(merged) };
}

/** The list of texts at a path of keys; empty where there is none. */
export function textsAt(settings: Settings, path: readonly string[]): readonly string[] {
  const found = path.reduce<unknown>((at, key) => (isSettings(at) ? at[key] : undefined), settings);
  return Array.isArray(found) ? found.filter((item) => typeof item === "string") : [];
}

function isSettings(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
