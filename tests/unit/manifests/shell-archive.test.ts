import { execFileSync } from "node:child_process";
import { executableFile, privateFile, publicFile } from "../../../manifests/file";
import { shellArchive } from "../../../manifests/shell-archive";

/** What a shell makes of an archive when `put` shows its arguments and the text that it gets. */
function unpacked(archive: string): string {
  const script = `put() { echo "$1 $2 [$(cat)]"; }\n${archive}files\n`;
  return execFileSync("sh", ["-s"], { input: script, encoding: "utf8" });
}

describe("files as a shell script", () => {
  it("are what they were, to the letter", () => {
    const text = "$HOME `id` \\ 'quoted' \"twice\"\n\n  indented\n";
    const archive = shellArchive([publicFile("/etc/a.cfg", text), executableFile("/etc/b", "#!/bin/sh\n")]);
    expect(unpacked(archive)).toBe(`644 /etc/a.cfg [${text.trimEnd()}]\n755 /etc/b [#!/bin/sh]\n`);
  });

  it("are nothing at all where the script was cut off on its way", () => {
    const archive = shellArchive([publicFile("/etc/a", "a\n"), publicFile("/etc/b", "b\n")]);
    for (const length of [archive.length / 2, archive.length - 3]) {
      const script = `put() { echo put; }\n${archive.slice(0, length)}`;
      expect(() =>
        execFileSync("sh", ["-s"], { input: script, stdio: ["pipe", "pipe", "ignore"] }),
      ).toThrow();
    }
  });

  it.each([
    ["without a last line break", publicFile("/etc/a", "a")],
    ["with the line that ends them", publicFile("/etc/a", "a\nEND OF FILE\nb\n")],
    ["of another user", privateFile("etcd", "/etc/a", "a\n")],
    ["with a name that a shell would take apart", publicFile("/etc/a b", "a\n")],
  ])("are refused %s", (_, file) => {
    expect(() => shellArchive([file])).toThrow("/etc/a");
  });
});
