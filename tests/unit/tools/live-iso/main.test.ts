import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { repository } from "../../../../tools/paths";
import { attempt, type Ended } from "../../../../tools/process";
import { liveImage, usualRoom } from "../../../support/live-image";
import { temporaryFolder } from "../../../support/temporary-folder";
import { readCpio } from "../../machine-image/vm/read-cpio";

const folder = temporaryFolder("hardway-live-iso");
const image = join(folder, "live.iso");
const pristine = liveImage();
const config = '{"ignition":{"version":"3.3.0"}}';

/** Runs the program with a config on its standard input. */
function liveIso(...words: readonly string[]): Promise<Ended> {
  return attempt({
    program: "node",
    arguments: ["--require", "tsx/cjs", "tools/live-iso/main.ts", ...words],
    folder: repository,
    input: config,
  });
}

beforeAll(() => {
  writeFileSync(image, pristine);
});

describe("the program that embeds a config in a live image", () => {
  it("writes what belongs into the image where nobody else can read it, says where, and leaves the image", async () => {
    const file = join(folder, "area");
    const { exitCode, output } = await liveIso(image, file);
    expect(exitCode).toBe(0);
    const [offset, length] = output.trim().split(" ").map(Number);
    expect(pristine.subarray(offset, (offset ?? 0) + usualRoom).every((byte) => byte === 0)).toBe(true);
    expect(length).toBe(usualRoom);
    expect(readCpio(gunzipSync(readFileSync(file)))[0]?.content).toBe(config);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(file).size).toBe(usualRoom);
    expect(readFileSync(image).equals(pristine)).toBe(true);
  });

  it("says of an image that it refuses what, where, why and what to do, and nothing of the config", async () => {
    const other = join(folder, "other.iso");
    writeFileSync(other, "an error page");
    const { exitCode, output, errors } = await liveIso(other, join(folder, "none"));
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: "" });
    expect(errors).toMatch(/^the live image is not an ISO\n {2}where: .*other\.iso\n {2}why: [^]*remedy:/);
    expect(errors).not.toContain("3.3.0");
  });
});
