/**
 * The files of some kernel modules and of all that these need, each after what it needs, by what `depmod` wrote: lines
 * such as "kernel/fs/ext4/ext4.ko: kernel/fs/mbcache.ko kernel/fs/jbd2/jbd2.ko". A module that the kernel has built in
 * is not in that list; `builtin` is the kernel's list of those.
 */
export function modulesInOrder(
  names: readonly string[],
  dependencies: string,
  builtin: string,
): readonly string[] {
  const needs = new Map(
    dependencies
      .split("\n")
      .map((line) => line.split(":"))
      .map(([file = "", needed = ""]) => [file, needed.split(" ").filter(Boolean)] as const),
  );
  const named = (list: readonly string[], name: string): string | undefined =>
    list.find((file) => file.endsWith(`/${name}.ko`));
  const ordered = new Set<string>();
  const add = (file: string): void => {
    for (const needed of needs.get(file) ?? []) add(needed);
    ordered.add(file);
  };
  for (const name of names) {
    const file = named([...needs.keys()], name);
    if (file !== undefined) add(file);
    else if (named(builtin.split("\n"), name) === undefined)
      throw new Error(`the kernel has no module ${name}`);
  }
  return [...ordered];
}
