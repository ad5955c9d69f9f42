import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "../../tools/paths";

jest.setTimeout(180_000);

describe("the source of the stand-in for MicroShift", () => {
  it("is formatted, vetted and tested", () => {
    const options = {
      cwd: join(repository, "tests/microshift/contract/standin"),
      encoding: "utf8",
      env: { ...process.env, CGO_ENABLED: "0" },
    } as const;
    expect(execFileSync("gofmt", ["-l", "."], options)).toBe("");
    execFileSync("go", ["vet", "./..."], options);
    expect(execFileSync("go", ["test", "./..."], options)).toMatch(/^ok/);
  });
});
