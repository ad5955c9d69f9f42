import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { lives, startPlugin, until } from "./plugin-process";

const launcher = join(__dirname, "../../../../plugins/bin/pulumi-resource-command");

describe("a plugin's process", () => {
  it("ends when the engine interrupts it, for the engine waits for that", async () => {
    const plugin = await startPlugin("pulumi-resource-command");
    process.kill(plugin.pid, "SIGINT");
    await plugin.ended;
    expect(lives(plugin.pid)).toBe(false);
    await plugin.stop();
  });

  it("ends when the engine is gone without having ended it", async () => {
    // The shell is the engine: it starts the plugin, waits for its port, and is no more.
    const engine = `${launcher} 127.0.0.1:1 > "$0" & echo $!; until [ -s "$0" ]; do :; done`;
    const port = join(process.env["TMPDIR"] ?? "/tmp", `listen-test-${process.pid}`);
    const pid = Number(execFileSync("/bin/sh", ["-c", engine, port], { encoding: "utf8" }));
    await until(() => !lives(pid));
    expect(lives(pid)).toBe(false);
  });
});
