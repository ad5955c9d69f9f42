import { describe as describeError, tidy } from "../../../../plugins/language-nodejs/errors";

class ConfigError extends Error {
  readonly isUserError = true;
}

describe("what the user sees of an error of the program", () => {
  it("is the message alone where it says all there is to say", () => {
    expect(describeError(new ConfigError("2 errors:\n  topology: x"))).toBe("2 errors:\n  topology: x");
    expect(describeError(Object.assign(new Error("stop"), { __pulumiRunError: true }))).toBe("stop");
  });

  it("has no codes of the protocol in it", () => {
    const error = new Error(
      "failed to register new resource one [command:local:Command]: 2 UNKNOWN: no such plugin",
    );
    expect(describeError(error)).toBe(
      "failed to register new resource one [command:local:Command]: no such plugin",
    );
  });

  it("names the place of a bug in the program, without the frames of others", () => {
    const error = new TypeError("x is not a function");
    error.stack = [
      "TypeError: x is not a function",
      "    at Object.<anonymous> (/project/index.ts:6:27)",
      "    at Module._compile (node:internal/modules/cjs/loader:1521:14)",
      "    at run (/project/node_modules/ts-node/src/index.ts:1:1)",
    ].join("\n");
    expect(describeError(error)).toBe(
      "TypeError: x is not a function\n    at Object.<anonymous> (/project/index.ts:6:27)",
    );
  });

  it("is the value itself where something else was thrown", () => {
    expect(describeError("plain")).toBe("plain");
  });

  it("is what the SDK's handler prints, once tidied", () => {
    const error = new ConfigError("wrong");
    tidy(error);
    expect(error).toMatchObject({ message: "wrong", __pulumiRunError: true });
    expect(() => {
      tidy("no error at all");
    }).not.toThrow();
  });
});
