import { CommandOutput } from "../../../../plugins/command/output";
import type { EngineLog } from "../../../../plugins/shared/engine";

function collect(logging?: string): { readonly output: CommandOutput; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const log: EngineLog = {
    message: () => undefined,
    status: (_severity, text) => lines.push(text),
    flush: () => Promise.resolve(),
  };
  return { output: new CommandOutput(log, logging), lines };
}

describe("the output of a command", () => {
  it("is shown line by line, empty ones and an unfinished one too", () => {
    const { output, lines } = collect();
    for (const text of ["a\n", "\nb", "c\nlast"]) output.add("stdout", Buffer.from(text));
    expect(lines).toEqual(["a", "", "bc"]);
    output.end();
    expect(lines).toEqual(["a", "", "bc", "last"]);
  });

  it("is not cut inside a character", () => {
    const { output, lines } = collect();
    const bytes = Buffer.from("ä\n");
    output.add("stderr", bytes.subarray(0, 1));
    output.add("stderr", bytes.subarray(1));
    expect(lines).toEqual(["ä"]);
  });

  it.each([
    ["stdout", ["out"]],
    ["stderr", ["err"]],
    ["stdoutAndStderr", ["out", "err"]],
    ["none", []],
    ["everything", []],
  ])("is shown with logging %s as %j", (logging, shown) => {
    const { output, lines } = collect(logging);
    output.add("stdout", Buffer.from("out\n"));
    output.add("stderr", Buffer.from("err\n"));
    expect(lines).toEqual(shown);
    expect(output.text).toBe("out\nerr\n");
  });

  it("loses only one trailing newline, and no blanks", () => {
    const { output } = collect();
    output.add("stdout", Buffer.from("  x  \n \n\n"));
    expect(output.value("stdout")).toBe("  x  \n \n");
    expect(output.value("stderr")).toBe("");
  });

  it("is kept as bytes where it is no UTF-8", () => {
    const { output } = collect();
    output.add("stdout", Buffer.from([0xff, 0x78]));
    expect(output.value("stdout")).toEqual({
      "4dabf18193072939515e22adb298388d": "803fd3297a5875dc03ca845dda5d2a98",
      value: "/3g=",
    });
  });
});
