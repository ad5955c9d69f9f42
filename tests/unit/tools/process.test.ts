import { Failure } from "../../../tools/failure";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attempt, between, capture, pipe, showAndKeep, type Command } from "../../../tools/process";
import { temporaryFolder } from "../../support/temporary-folder";

const shell = (line: string, more: Partial<Command> = {}): Command => ({
  program: "sh",
  arguments: ["-c", line],
  ...more,
});

describe("a program that is run", () => {
  it("gives its output", async () => {
    await expect(capture(shell("echo one; echo two"))).resolves.toBe("one\ntwo\n");
  });

  it("gets its input, its environment and its folder", async () => {
    const command = shell("cat; pwd; echo $WORD", {
      input: "in\n",
      folder: "/",
      environment: { WORD: "word" },
    });
    await expect(capture(command)).resolves.toBe("in\n/\nword\n");
  });

  it("may leave a large input unread", async () => {
    await expect(capture(shell("exit 0", { input: "x".repeat(1_000_000) }))).resolves.toBe("");
  });

  it("gives its exit code where that is the question", async () => {
    await expect(attempt(shell("echo no >&2; exit 7"))).resolves.toEqual({
      exitCode: 7,
      output: "",
      errors: "no\n",
    });
  });

  it("fails with the end of what it said", async () => {
    const failing = capture(shell("seq 100 >&2; echo the reason >&2; exit 3"));
    await expect(failing).rejects.toThrow(Failure);
    await expect(failing).rejects.toThrow(/exit code 3[^]*the reason/);
    await expect(failing).rejects.not.toThrow(/\b50\b/);
  });

  it("fails with what to do when it is not there", async () => {
    const missing = capture({ program: "hardway-no-such-program", arguments: [] });
    await expect(missing).rejects.toThrow(/could not be started[^]*make tools/);
  });

  it("is ended at its time limit", async () => {
    const { exitCode } = await attempt({ program: "sleep", arguments: ["60"], limitSeconds: 0.1 });
    expect(exitCode).not.toBe(0);
  });
});

describe("a pipe", () => {
  it("hands one program's output to the next", async () => {
    await expect(pipe(shell("seq 3"), shell("tac"))).resolves.toBe("3\n2\n1\n");
  });

  it("fails when the source fails, though the sink is content", async () => {
    await expect(pipe(shell("echo half; exit 5"), shell("cat"))).rejects.toThrow(/exit code 5/);
  });

  it("fails with the sink's reason when the sink ends early", async () => {
    const ending = pipe(shell("yes | head -c 10000000"), shell("echo full >&2; exit 4"));
    await expect(ending).rejects.toThrow(/exit code 4[^]*full/);
  });
});

describe("showAndKeep", () => {
  const program = (script: string) => ({ program: "bash", arguments: ["-c", script, "program"] });

  it("keeps the marked lines of what a program writes to the file that it is told, and nothing else", async () => {
    const { exitCode, kept } = await showAndKeep(program("printf 'a key\\nkept: 1\\n' > \"$1\""), "kept:");
    expect({ exitCode, kept }).toEqual({ exitCode: 0, kept: "kept: 1\n" });
  });

  it("returns the program's exit code", async () => {
    expect(await showAndKeep(program("exit 3"), "kept:")).toEqual({ exitCode: 3, kept: "" });
  });
});

describe("a program between two files", () => {
  const folder = temporaryFolder("hardway-between");
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  writeFileSync(from, "text");

  it("reads the one and makes the other anew", async () => {
    writeFileSync(to, "something longer");
    const ended = await between({ from, to }, shell("tr a-z A-Z"));
    expect(ended.exitCode).toBe(0);
    expect(readFileSync(to, "utf8")).toBe("TEXT");
  });

  it("gives its exit code and what it said", async () => {
    const ended = await between({ from, to }, shell("echo no >&2; exit 7"));
    expect(ended).toEqual({ exitCode: 7, output: "", errors: "no\n" });
  });

  it("is a Failure where it is not installed", async () => {
    const missing = between({ from, to }, { program: "no-such-program", arguments: [] });
    await expect(missing).rejects.toThrow("no-such-program could not be started");
  });
});
