import { runProcess } from "../../../../../plugins/command/local/process";
import type { ProcessTask } from "../../../../../plugins/command/local/process";
import type { Context } from "../../../../../plugins/shared/provider";

const context = (signal = new AbortController().signal): Context => ({
  log: { message: () => undefined, status: () => undefined, flush: () => Promise.resolve() },
  signal,
});
const shell = (command: string, more: Partial<ProcessTask> = {}): ProcessTask => ({
  words: ["/bin/sh", "-c", command],
  dir: undefined,
  environment: {},
  stdin: undefined,
  logging: undefined,
  ...more,
});

describe("a local command", () => {
  it("gets the plugin's environment and what is added to it, and its stdin", async () => {
    const output = await runProcess(
      shell('echo "$HOME" "$ADDED"; cat', { environment: { ADDED: "yes" }, stdin: "in" }),
      context(),
    );
    expect(output.value("stdout")).toBe(`${process.env["HOME"] ?? ""} yes\nin`);
  });

  it("reads nothing where no stdin is given", async () => {
    const output = await runProcess(shell("readlink /proc/self/fd/0"), context());
    expect(output.value("stdout")).toBe("/dev/null");
  });

  it("need not read its stdin", async () => {
    const output = await runProcess(shell("exec true", { stdin: "x".repeat(1_000_000) }), context());
    expect(output.text).toBe("");
  });

  it("fails with its status and all that it wrote", async () => {
    await expect(runProcess(shell("echo out; echo err >&2; exit 3"), context())).rejects.toThrow(
      /^exit status 3: running "echo out; echo err >&2; exit 3":\nout\nerr\n$/,
    );
  });

  it("says which folder or program is missing", async () => {
    await expect(runProcess(shell("pwd", { dir: "no-such-folder" }), context())).rejects.toThrow(
      'chdir no-such-folder: no such file or directory: running "pwd":\n',
    );
    await expect(runProcess({ ...shell("x"), words: ["/no/such/program", "x"] }, context())).rejects.toThrow(
      'fork/exec /no/such/program: no such file or directory: running "x":\n',
    );
  });

  it("says that its arguments are too long instead of ending the plugin", async () => {
    const huge = "x".repeat(3_000_000);
    await expect(runProcess(shell("true", { environment: { HUGE: huge } }), context())).rejects.toThrow(
      /argument list too long/,
    );
  });

  it("is killed by an interrupt, and not begun after one", async () => {
    const interrupt = new AbortController();
    const running = runProcess(shell("exec sleep 60"), context(interrupt.signal));
    setTimeout(() => {
      interrupt.abort();
    }, 100);
    await expect(running).rejects.toThrow("signal: killed");
    await expect(runProcess(shell("true"), context(interrupt.signal))).rejects.toThrow("context canceled");
  });
});
