import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sha256Of } from "../../tools/files";
import { attempt } from "../../tools/process";
import { repository } from "../../tools/paths";
import { temporaryFolder } from "../support/temporary-folder";
import { type Publisher, startPublisher } from "../tools/fetch-image/publisher";

const MEBIBYTE = 1024 * 1024;
const disk = Buffer.concat([Buffer.from("QFI\xfb", "latin1"), randomBytes(24 * MEBIBYTE)]);

/** A run of the program that takes an image to a folder, by its words and its environment. */
interface Run {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

describe("the program that fetches an image", () => {
  const folder = temporaryFolder("hardway-fetch-program");
  const images = join(folder, "images");
  let publisher: Publisher;
  let run: Run;
  let part: string;

  beforeAll(async () => {
    publisher = await startPublisher();
    mkdirSync(images);
    writeFileSync(join(folder, "disk"), disk);
    const sum = await sha256Of(join(folder, "disk"));
    part = join(images, `${sum}.part`);
    run = {
      words: ["--require", "tsx/cjs", "tools/main.ts", "fetch-image"],
      environment: {
        IMAGE: join(images, `image-${sum}.qcow2`),
        IMAGE_URL: publisher.address("disk.qcow2"),
        IMAGE_SHA256: sum,
      },
    };
  });
  afterAll(() => publisher.stop());

  /** Runs it where the folder of images is a disk of its own, so large. */
  const runIn = (size: string) =>
    attempt({
      program: "unshare",
      arguments: [
        ...["--mount", "--propagation", "private", "sh", "-c"],
        'mount -t tmpfs -o "size=$1" tmpfs "$2" && shift 2 && exec node "$@"',
        ...["sh", size, images, ...run.words],
      ],
      folder: repository,
      environment: run.environment,
    });

  it("says how much room is needed before it downloads anything", async () => {
    publisher.answer({ content: disk });
    const { exitCode, errors } = await runIn("16m");
    expect(exitCode).toBe(1);
    expect(errors).toContain("there is no room for the image");
    expect(errors).toContain("seen:   16.0 MiB are free, at least 24.0 MiB are needed");
  });

  it("says so also when the disk is full before it is at the end of a file of unknown size", async () => {
    publisher.answer({ content: disk, length: "unsaid" });
    const { exitCode, errors } = await runIn("16m");
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/there is no room for the image[^]*seen: {3}\S+ \S+ are free, more is needed/);
  });

  it("goes on where it was killed", async () => {
    publisher.answer(
      { content: disk, end: { after: 8 * MEBIBYTE, by: "falling silent" } },
      { content: disk },
    );
    const killed = spawn("node", [...run.words], {
      cwd: repository,
      env: { ...process.env, ...run.environment },
      stdio: "ignore",
    });
    while (!existsSync(part) || statSync(part).size < 8 * MEBIBYTE) await pause(20);
    killed.kill("SIGKILL");
    await once(killed, "close");

    const asked = publisher.asked.length;
    const { exitCode, errors } = await attempt({
      program: "node",
      arguments: run.words,
      folder: repository,
      environment: run.environment,
    });
    expect({ exitCode, errors }).toEqual({
      exitCode: 0,
      errors: "disk.qcow2: verified, a disk of 24.0 MiB\n",
    });
    expect(publisher.asked.slice(asked)).toEqual([{ range: `bytes=${8 * MEBIBYTE}-`, ifRange: '"1"' }]);
    expect(await sha256Of(run.environment["IMAGE"] ?? "")).toBe(run.environment["IMAGE_SHA256"]);
  });
});
