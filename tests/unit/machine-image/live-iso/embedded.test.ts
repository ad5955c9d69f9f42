import { execFileSync } from "node:child_process";
import { embedded } from "../../../../machine-image/live-iso/embedded";
import { readCpio } from "../vm/read-cpio";

const name = "/images/live.iso";
const config = Buffer.from(JSON.stringify({ ignition: { version: "3.3.0" } }));

/** What gzip itself unpacks, which warns of the zeros that it skips. */
function unpacked(area: Buffer): Buffer {
  return execFileSync("gzip", ["--decompress", "--stdout", "--quiet"], { input: area });
}

describe("what a live image has in the place for a config", () => {
  it("is an initrd with the one file that Ignition reads, packed, and zeros up to the end", () => {
    const area = embedded(config, { length: 4096 }, name);
    expect(area.length).toBe(4096);
    expect(readCpio(unpacked(area))).toMatchObject([
      { path: "config.ign", mode: 0o100600, owner: 0, content: config.toString() },
      { path: "TRAILER!!!" },
    ]);
    expect(area.subarray(1024).every((byte) => byte === 0)).toBe(true);
  });

  it("depends on the config alone", () => {
    const [one, other] = [embedded(config, { length: 999 }, name), embedded(config, { length: 999 }, name)];
    expect(one.equals(other)).toBe(true);
    // Bytes 4 to 7 are gzip's time (RFC 1952).
    expect(one.readUInt32LE(4)).toBe(0);
  });

  it("may fill the place to its last byte, and is refused with its sizes where it is one byte more", () => {
    const { length } = embedded(config, { length: 4096 }, name).toString("latin1").replace(/\0+$/, "");
    const fits = (room: number) => () => embedded(config, { length: room }, name);
    // The last bytes are the size of what was packed, of which the upper two are zeros.
    expect(fits(length + 2)().length).toBe(length + 2);
    expect(fits(length + 1)).toThrow(
      `of ${config.length} bytes ${length + 2} are left when they are packed, and there is room for ${length + 1}`,
    );
  });
});
