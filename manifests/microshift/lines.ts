/**
 * The values that a script printed, each on a line of its name, an equals sign and its text in base64. Throws, without
 * showing any of it, where one of the names is missing.
 */
export function valuesOfLines<Name extends string>(
  printed: string,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const lines = printed.split("\n");
  const values = names.map((name) => {
    const line = lines.find((each) => each.startsWith(`${name}=`));
    if (line === undefined) throw new Error(`the script that reads the access printed no ${name}`);
    return [name, Buffer.from(line.slice(name.length + 1), "base64").toString("utf8")] as const;
  });
  return Object.fromEntries(values) as Record<Name, string>;
}
