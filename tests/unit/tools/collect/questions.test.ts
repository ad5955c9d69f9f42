import { execFileSync } from "node:child_process";
import { piecesIn, questions } from "../../../../tools/collect/questions";
import { folders, looksInMachine, units } from "../../../../tools/collect/sources";

describe("what a virtual machine is asked", () => {
  it("is a script for the machine's shell, whose answers come one after the other", () => {
    const pieces = piecesIn(execFileSync("sh", ["-s"], { input: questions(), encoding: "utf8" }), "master-0");
    const textOf = (path: string) => pieces.find((piece) => piece.path === path)?.text;
    expect(textOf("master-0/memory.txt")).toMatch(/^ +total +used[^]*^Mem: +\d+/m);
    expect(textOf("master-0/clock.txt")).toMatch(/^\d{4}-\d\d-\d\dT[^\n]*\n$/);
  });

  it("is all that a container is looked at for", () => {
    const script = questions();
    for (const { file } of looksInMachine) expect(script).toContain(`/${file}\\n`);
    for (const { unit } of units) expect(script).toContain(`/journal/${unit}.txt\\n`);
    for (const { path } of folders) expect(script).toContain(`find ${path} -type f`);
  });
});

describe("what a virtual machine has answered", () => {
  const mark = "=== hardway collects: ";

  it("is told apart by paths, whatever an answer ends with", () => {
    expect(
      piecesIn(`\n${mark}/a.txt\none\ntwo\n\n${mark}/b.txt\nno end of line\n${mark}/c.txt\n`, "lb-0"),
    ).toEqual([
      { path: "lb-0/a.txt", text: "one\ntwo\n" },
      { path: "lb-0/b.txt", text: "no end of line" },
      { path: "lb-0/c.txt", text: "" },
    ]);
  });

  it("is nothing where the machine did not answer, and what there is where it broke off", () => {
    expect(piecesIn("", "lb-0")).toEqual([]);
    expect(piecesIn(`\n${mark}/a.t`, "lb-0")).toEqual([{ path: "lb-0/a.t", text: "" }]);
  });
});
