import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { repository } from "../../tools/paths";
import { processes } from "../e2e/support/traces";
import { temporaryFolder } from "../support/temporary-folder";

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
    await until(() => processes(data).length === 0);
    expect(processes(data)).toEqual([]);
  });
});
