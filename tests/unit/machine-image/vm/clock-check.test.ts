import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { clockCheck, type ClockFiles } from "../../../../machine-image/vm/initrd";
import { temporaryFolder } from "../../../support/temporary-folder";

/** The battery's clock at its second n, and the kernel's at the hundredths of an expression; ten of the battery's pass in one. */
function clocksOf({ rtc, uptime }: Pick<ClockFiles, "rtc" | "uptime">, hundredths: string): string {
  const kernel = `h=$((${hundredths})); printf '%d.%02d 0.00\\n' $((h / 100)) $((h % 100)) > ${uptime}.new`;
  const shown = `mv ${uptime}.new ${uptime}; echo $n > ${rtc}.new; mv ${rtc}.new ${rtc}`;
  const one = `n=100; while [ $n -lt 300 ]; do ${kernel}; ${shown}; n=$((n + 1)); command sleep 0.1; done`;
  return `( ${one} ) > /dev/null 2>&1 &\ntrap "kill $!; wait" EXIT\nwhile [ ! -e ${rtc} ]; do sleep 0.01; done\n`;
}

/** What the check does on a machine whose kernel has such a log, and uses such a clock of those that it has; no wait takes it long. */
function doneWith(
  log: readonly string[],
  current = "tsc",
  available = "tsc hpet acpi_pm",
  hundredths?: string,
): string {
  const folder = temporaryFolder("hardway-clocks");
  writeFileSync(join(folder, "current_clocksource"), `${current}\n`);
  writeFileSync(join(folder, "available_clocksource"), `${available}\n`);
  const files = { clocks: folder, rtc: join(folder, "rtc"), uptime: join(folder, "uptime") };
  const commands = `dmesg() { cat "${folder}/log"; }\nreboot() { echo reboots; }\nsleep() { command sleep 0.01; }\n`;
  writeFileSync(join(folder, "log"), log.map((line) => `${line}\n`).join(""));
  const ticking = hundredths === undefined ? "" : clocksOf(files, hundredths);
  const script = commands + ticking + clockCheck(files).replace("> /dev/console", "> /dev/null");
  return spawnSync("sh", ["-euc", script], { encoding: "utf8" }).stdout;
}

/** As emulated machines have shown them, the wrong ones after a reset of several at once. */
const logs = {
  right: [
    "[    0.000000] tsc: Fast TSC calibration failed",
    "[    0.052000] tsc: using HPET reference calibration",
    "[    2.861056] tsc: Refined TSC clocksource calibration: 2300.000 MHz",
  ],
  wrong: [
    "[    0.000000] tsc: Fast TSC calibration failed",
    "[    0.056000] tsc: PIT calibration deviates from HPET: 298111 2300007",
    "[    0.056000] tsc: Using PIT calibration value",
  ],
  wrongWithoutFirstLine: [
    "[    0.044000] tsc: PIT calibration deviates from HPET: 271451 2300007",
    "[    0.044000] tsc: Using PIT calibration value",
  ],
  wrongByATenth: [
    "[    0.040000] tsc: Unable to calibrate against PIT",
    "[    0.040000] tsc: using HPET reference calibration",
    "[    0.040000] tsc: Detected 2105.376 MHz processor",
  ],
  /** By KVM, or measured at once without any trouble. */
  told: ["[    0.000001] tsc: Detected 2300.000 MHz processor"],
} as const;

describe("the check of the clock", () => {
  it("lets a machine go on whose second measurement confirms the first", () => {
    expect(doneWith(logs.right)).toBe("");
  });

  it.each(["wrong", "wrongWithoutFirstLine", "wrongByATenth"] as const)(
    "has it start anew where the log is that of a clock which is %s",
    (log) => {
      expect(doneWith(logs[log])).toBe("reboots\n");
    },
  );

  it("leaves a machine alone whose hypervisor tells, which uses another clock, or has no other to compare with", () => {
    expect(doneWith(logs.told)).toBe("");
    expect(doneWith(logs.wrong, "kvm-clock")).toBe("");
    expect(doneWith(logs.wrong, "tsc", "tsc")).toBe("");
  });

  it.each([
    ["eight times too fast", "n * 800", "reboots\n"],
    ["far too slow", "n * 12", "reboots\n"],
    ["right", "n * 100", ""],
  ])(
    "finds by the battery's clock that one is %s whose second measurement never came",
    (_, hundredths, done) => {
      expect(doneWith([...logs.wrong], "tsc-early", "tsc-early hpet acpi_pm", hundredths)).toBe(done);
    },
  );

  it("finds the same of one whose kernel says nothing of how it measured", () => {
    expect(doneWith(logs.told, "tsc", "tsc hpet acpi_pm", "n * 800")).toBe("reboots\n");
    expect(doneWith(logs.told, "tsc", "tsc hpet acpi_pm", "n * 100")).toBe("");
  });

  it("leaves a machine alone that has no battery's clock and no second measurement", () => {
    expect(doneWith(logs.wrong, "tsc-early")).toBe("");
  });
});
