import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunningNode } from "../../tools/microshift/nodes";

/**
 * Stands in for a running node: its programs are shell functions of this host, in a folder of the test. That programs reach
 * a container's namespaces it does not show.
 */
export function standInNode(
  folder: string,
  name: string,
  programs: Readonly<Record<string, string>>,
): RunningNode {
  const place = (program: string) => join(folder, `${name}-${program}`);
  for (const [program, script] of Object.entries(programs)) {
    writeFileSync(place(program), `#!/bin/sh\n${script}\n`);
    chmodSync(place(program), 0o700);
  }
  return {
    name,
    inside: (program = "", ...words) =>
      program in programs
        ? { program: place(program), arguments: words }
        : { program: "sh", arguments: ["-c", "exit 127"] },
  };
}
