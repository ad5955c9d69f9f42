import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stopNode } from "../../../../tools/microshift/stop";
import { standInNode } from "../../../support/stand-in-node";
import { temporaryFolder } from "../../../support/temporary-folder";

let folder = "";

beforeEach(() => {
  folder = temporaryFolder("stop");
});

/** Writes down what it is asked, and names the units that are active still. */
function systemctl(place: string): string {
  return `echo "$*" >> ${place}/asked
[ "$1" != list-units ] || printf 'crio.service loaded active running CRI-O\\n'`;
}

describe("to end MicroShift on a node", () => {
  it("is to end its service and then the slice of pods, which that leaves running", async () => {
    const node = standInNode(folder, "node-1", { systemctl: systemctl(folder), crictl: "true" });
    expect(await stopNode(node)).toBe("stopped; 0 containers of pods run; still active: crio.service");
    const asked = readFileSync(join(folder, "asked"), "utf8").split("\n");
    expect(asked.slice(0, 2)).toEqual(["stop microshift.service", "stop kubepods.slice"]);
  });

  it("counts the containers that run all the same", async () => {
    const node = standInNode(folder, "node-1", { systemctl: systemctl(folder), crictl: "echo a; echo b" });
    expect(await stopNode(node)).toContain("2 containers of pods run");
  });

  it("says where that cannot be told", async () => {
    const node = standInNode(folder, "node-1", { systemctl: systemctl(folder) });
    expect(await stopNode(node)).toContain("crictl could not tell which containers run (exit code 127)");
  });

  it("fails where a unit does not end, and leaves what comes after it", async () => {
    const script = `echo "$*" >> ${folder}/asked; echo "Job failed" >&2; exit 1`;
    const node = standInNode(folder, "node-1", { systemctl: script });
    await expect(stopNode(node)).rejects.toThrow(/failed with exit code 1[^]*Job failed/);
    expect(readFileSync(join(folder, "asked"), "utf8")).toBe("stop microshift.service\n");
  });
});
