/** The names of a record's values, in its order; for records whose type lists all that they have. */
export function namesIn<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

/** A record with a value for each of the names, in their order. */
export function recordOf<K extends string, V>(
  names: readonly K[],
  make: (name: K) => V,
): Readonly<Record<K, V>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, V>;
}
