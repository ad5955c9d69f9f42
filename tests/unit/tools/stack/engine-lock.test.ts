import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { mayBeAlive, parseLock, removeDeadLocks } from "../../../../tools/stack/engine-lock";
import { stackOf } from "../../../../tools/stack/stack";

const lock = { pid: 4711, username: "root", hostname: "here", timestamp: "2026-11-24T22:00:00Z" };
const running = (program: string | undefined) => ({ name: "here", programOf: () => program });

describe("a lock of the engine", () => {
  it.each([
    ["its process is an engine", running("pulumi"), true],
    ["its process is gone", running(undefined), false],
    ["another program has the number", running("bash"), false],
    ["it was made on another host", { name: "elsewhere", programOf: () => undefined }, true],
  ])("where %s", (_, host, alive) => {
    expect(mayBeAlive(lock, host)).toBe(alive);
  });

  it("is nothing that can be trusted when it is not whole", () => {
    expect(parseLock('{"pid": 47')).toBeUndefined();
    expect(parseLock(JSON.stringify(lock))).toEqual(lock);
  });
});

describe("the locks of a stack", () => {
  const folder = mkdtempSync(join(tmpdir(), "hardway-locks-"));
  const file = join(folder, "a.json");
  const dead = { ...lock, hostname: hostname(), pid: 2 ** 22 + 1 };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("are none where there never was one", async () => {
    expect(await removeDeadLocks(stackOf("dev"), join(folder, "missing"))).toEqual([]);
  });

  it("are removed where the engine is dead, and that is told", async () => {
    writeFileSync(file, JSON.stringify(dead));
    writeFileSync(`${file}.18eb1f.tmp`, "");
    expect(await removeDeadLocks(stackOf("dev"), folder)).toEqual([
      `removed the engine's lock of 2026-11-24T22:00:00Z: its process ${dead.pid} is dead`,
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("stay where they are another host's, and the error says who has it since when and what to do", async () => {
    writeFileSync(file, JSON.stringify({ ...dead, hostname: "far-away" }));
    await expect(removeDeadLocks(stackOf("dev"), folder)).rejects.toThrow(
      /of root on far-away, since 2026-11-24T22:00:00Z[^]*remedy:.*rm .*a\.json/,
    );
    expect(existsSync(file)).toBe(true);
  });
});
