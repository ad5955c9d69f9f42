import { type NodeFile, rootFile, type Unit } from "./file";

const directory = "/etc/systemd/system";

/** What a unit says, as files: the unit itself unless the machine image brings it, and what is added to it. */
export function filesOfUnit({ name, contents, dropins = [] }: Unit): readonly NodeFile[] {
  return [
    ...(contents === undefined ? [] : [rootFile(`${directory}/${name}`, contents)]),
    ...dropins.map((dropin) => rootFile(`${directory}/${name}.d/${dropin.name}`, dropin.contents)),
  ];
}
