import { hydrate, previousOutput } from "../../../../plugins/command/previous";
import { KINDS, secret, SIGNATURE } from "../../../../plugins/shared/values";

describe("the previous output for the next command", () => {
  it("is given in clear, as far as there is any", () => {
    expect(previousOutput({ stdout: secret("out"), stderr: "" }, {})).toEqual({
      PULUMI_COMMAND_STDOUT: "out",
    });
    expect(previousOutput({ stdout: "", stderr: "err" }, { addPreviousOutputInEnv: true })).toEqual({
      PULUMI_COMMAND_STDERR: "err",
    });
  });

  it("is not given where that is not wanted", () => {
    expect(previousOutput({ stdout: "out", stderr: "err" }, { addPreviousOutputInEnv: false })).toEqual({});
  });

  it("is refused where it is no text, with the remedy", () => {
    const bytes = { [SIGNATURE]: KINDS.bytes, value: "/3g=" };
    expect(() => previousOutput({ stdout: bytes, stderr: "" }, {})).toThrow(/addPreviousOutputInEnv: false/);
  });
});

describe("a state without outputs", () => {
  it("cannot be worked with, in the official plugin's words", () => {
    expect(() => {
      hydrate({}, "local.CommandOutputs");
    }).toThrow("2 failures decoding:\n\tstdout: Missing required field 'stdout' on 'local.CommandOutputs'");
    expect(() => {
      hydrate({ stdout: "", stderr: "" }, "local.CommandOutputs");
    }).not.toThrow();
  });
});
