import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { repository } from "../../tools/paths";
import { temporaryFolder } from "../support/temporary-folder";

/** How many processes run with that word in their command line. */
function running(word: string): number {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && existsSync(`/proc/${entry}/cmdline`))
    .filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(word)).length;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The process has ended meanwhile.
    return "";
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(50);
}

describe("a program of the cluster that a test runs", () => {
  it("trap: ends with a test that is killed, and holds no port that the next run needs", async () => {
    const folder = temporaryFolder("hardway-killed");
    const data = join(folder, "etcd-data");
    const urls = {
      "listen-client-urls": "http://127.78.0.1:2379",
      "listen-peer-urls": "http://127.78.0.1:2380",
    };
    const flags = { "data-dir": data, "advertise-client-urls": urls["listen-client-urls"], ...urls };
    const script = `require("./tests/support/program").startProgram("etcd", ${JSON.stringify(flags)}, ${JSON.stringify(folder)})`;
    const test = spawn("node", ["--require", "tsx/cjs", "-e", script], { cwd: repository, stdio: "ignore" });
    await until(() => existsSync(data));
    test.kill("SIGKILL");
    await until(() => running(data) === 0);
    expect(running(data)).toBe(0);
  });
});
