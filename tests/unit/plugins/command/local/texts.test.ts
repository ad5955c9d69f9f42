import { exitText, failed, startText } from "../../../../../plugins/command/local/texts";

describe("the words of a failed command", () => {
  it("name the exit status or the signal", () => {
    expect(exitText(0, null)).toBeUndefined();
    expect(exitText(3, null)).toBe("exit status 3");
    expect(exitText(null, "SIGKILL")).toBe("signal: killed");
    expect(exitText(null, "SIGTERM")).toBe("signal: terminated");
  });

  it("name what could not be started, and why", () => {
    const error = (code: string): Error => Object.assign(new Error(`spawn ${code}`), { code });
    expect(startText("/no/such", error("ENOENT"))).toBe("fork/exec /no/such: no such file or directory");
    expect(startText("nosuch", error("ENOENT"))).toBe('exec: "nosuch": executable file not found in $PATH');
    expect(startText("/bin/sh", error("E2BIG"))).toBe("fork/exec /bin/sh: argument list too long");
    expect(startText("/bin/sh", error("EODD"))).toBe("fork/exec /bin/sh: spawn EODD");
  });

  it("quote the command and give all that it wrote", () => {
    expect(failed("exit status 1", 'echo "a"\nb', "out\n").message).toBe(
      'exit status 1: running "echo \\"a\\"\\nb":\nout\n',
    );
  });
});
