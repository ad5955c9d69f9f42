import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { readableShellWord, shellWord } from "../../../topology/shell-word";

/** What a shell makes of a word. */
const read = (word: string): string => execFileSync("sh", ["-c", `printf %s ${word}`], { encoding: "utf8" });

describe("a word of a shell", () => {
  it("is read again as the text that it was, whatever is in it", () => {
    const texts = fc.string({
      unit: fc.constantFrom("a", " ", "'", '"', "$", "\\", "`", "\n", "*", ";", "-"),
    });
    fc.assert(
      fc.property(texts, (text) => {
        expect([read(shellWord(text)), read(readableShellWord(text))]).toEqual([text, text]);
      }),
      { numRuns: 50 },
    );
  });

  it.each(["", "plain", "two words", `both ' and "`, "$(false) `false` \\", "line\nline"])(
    "hands over a text as it is: %j",
    (text) => {
      expect(read(shellWord(text))).toBe(text);
    },
  );

  it("stays as it is for users where nothing in it means anything to a shell", () => {
    expect(readableShellWord("libvirt.machines.worker")).toBe("libvirt.machines.worker");
    expect(readableShellWord("mirrors[0]")).toBe("'mirrors[0]'");
    expect(readableShellWord("")).toBe("''");
  });
});
