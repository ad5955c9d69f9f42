import { showJournals, wantedIn } from "../../../../tools/microshift/logs";
import { standInNode } from "../../../support/stand-in-node";
import { temporaryFolder } from "../../../support/temporary-folder";

let folder = "";

beforeEach(() => {
  folder = temporaryFolder("logs");
});

describe("the journals of all nodes", () => {
  it("are shown line by line, each with its node's name, to their end", async () => {
    const nodes = [
      standInNode(folder, "node-2", { journalctl: "echo one; echo two" }),
      standInNode(folder, "node-10", { journalctl: "echo three" }),
    ];
    const lines: string[] = [];
    const code = await showJournals(nodes, { lines: 5, until: "end" }, (line) => lines.push(line));
    expect(code).toBe(0);
    expect(lines.filter((line) => line.startsWith("node-2"))).toEqual(["node-2  | one", "node-2  | two"]);
    expect(lines.filter((line) => line.startsWith("node-10"))).toEqual(["node-10 | three"]);
  });

  it.each([
    ["follow", true],
    ["end", false],
  ] as const)("are those of MicroShift and of its etcd, until %s", async (until, isFollowed) => {
    const node = standInNode(folder, "node-1", { journalctl: 'echo "$*"' });
    const lines: string[] = [];
    await showJournals([node], { lines: 7, until }, (line) => lines.push(line));
    expect(lines[0]).toContain("--unit=microshift.service --unit=microshift-etcd.scope");
    expect(lines[0]).toContain("--lines=7");
    expect(lines[0]?.includes("--follow")).toBe(isFollowed);
  });

  it("end as their readers do: with what those say, and their exit code", async () => {
    const node = standInNode(folder, "node-1", { journalctl: "echo no journal >&2; exit 3" });
    const lines: string[] = [];
    expect(await showJournals([node], { lines: 1, until: "end" }, (line) => lines.push(line))).toBe(3);
    expect(lines).toEqual(["node-1 | no journal"]);
  });

  it("are no error where their reader is ended by a signal, as from the keyboard", async () => {
    const node = standInNode(folder, "node-1", { journalctl: "kill -INT $$" });
    expect(await showJournals([node], { lines: 1, until: "follow" }, () => undefined)).toBe(0);
  });
});

describe("what is asked for", () => {
  it.each([
    [{}, { lines: 50, until: "follow" }],
    [
      { LINES: "200", FOLLOW: "0" },
      { lines: 200, until: "end" },
    ],
    [
      { LINES: "many", FOLLOW: "1" },
      { lines: 50, until: "follow" },
    ],
  ])("by %j is %j", (environment, wanted) => {
    expect(wantedIn(environment)).toEqual(wanted);
  });
});
