import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Keys } from "../../pki/issue";

const root = join(__dirname, "../..");

function run(operation: string, environment: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--require", "tsx/cjs", "tools/keys/main.ts", operation],
    { cwd: root, encoding: "utf8", env: { PATH: process.env["PATH"], ...environment } },
  );
  return { status, stdout, stderr };
}

describe("the program that makes a ring's keys", () => {
  const made = run("create", { NAMES: "admin" });

  it("prints the keys and nothing else", () => {
    expect(made).toMatchObject({ status: 0, stderr: "" });
    expect(Object.keys(JSON.parse(made.stdout) as Keys)).toEqual(["admin"]);
  });

  it("keeps at an update what it printed before, and adds what is new", () => {
    const updated = run("update", { NAMES: "admin break-glass", PULUMI_COMMAND_STDOUT: made.stdout });
    const keys = JSON.parse(updated.stdout) as Keys;
    expect(keys).toMatchObject(JSON.parse(made.stdout) as Keys);
    expect(Object.keys(keys)).toEqual(["admin", "break-glass"]);
  });

  it("prints none for a machine that has none", () => {
    expect(run("create", { NAMES: "" })).toEqual({ status: 0, stdout: "{}", stderr: "" });
  });

  it("fails at an update without the keys that there are, rather than make others", () => {
    const { status, stdout, stderr } = run("update", { NAMES: "admin" });
    expect(status).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain("PULUMI_COMMAND_STDOUT");
  });
});
