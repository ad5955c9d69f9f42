import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folders, looksInMachine, looksOnHost, units } from "../../../../tools/collect/sources";

/** What each machine is given, as the golden files list it: a path with its mode, or a unit, in each line. */
const golden = join(__dirname, "../../../golden/files");
const given = readdirSync(golden)
  .map((machine) => join(golden, machine, "index.txt"))
  .filter((index) => existsSync(index))
  .map((index) => readFileSync(index, "utf8"))
  .join("\n");

describe("what is collected", () => {
  it("says of everything why", () => {
    for (const { why } of [...folders, ...units, ...looksInMachine, ...looksOnHost("hardway-dev")])
      expect(why.length).toBeGreaterThan(5);
  });

  it("asks etcd with files that a control plane is given", () => {
    const flags = looksInMachine.flatMap(({ command }) =>
      command.map((word) => /^--(?:ca)?(?:cert|key)=(.*)/.exec(word)),
    );
    const files = new Set(flags.map((match) => match?.[1]).filter((file) => file !== undefined));
    expect(files.size).toBe(3);
    for (const file of files) expect(given).toContain(` ${file}\n`);
  });

  it("reads the journals of all units that machines are given", () => {
    const read: readonly string[] = units.map(({ unit }) => unit);
    const all = [...given.matchAll(/^unit (\S+)$/gm)].map(([, unit = ""]) => unit);
    expect(all.length).toBeGreaterThan(5);
    for (const unit of all) expect(read).toContain(unit);
  });

  it("takes what machines are given under /etc", () => {
    const taken = folders.map(({ path }) => `${path}/`);
    const left = [...given.matchAll(/ (\/etc\/\S*[^/\s])$/gm)]
      .map(([, path = ""]) => path)
      .filter((path) => !taken.some((folder) => path.startsWith(folder)));
    expect([...new Set(left)]).toEqual([]);
  });
});
