import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Compression } from "../../../topology/image";
import { imageName, imageSource } from "../../../topology/image";
import { Failure } from "../../../tools/failure";
import { fetchImage, type WantedImage } from "../../../tools/fetch-image/fetch-image";
import { isoImage } from "../../support/iso-image";
import { liveImage } from "../../support/live-image";
import { temporaryFolder } from "../../support/temporary-folder";
import { type Publisher, startPublisher } from "./publisher";

const sumOf = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

/** Larger than what a client has read and not yet written when a connection breaks off. */
const MEBIBYTE = 1024 * 1024;

/** What begins as a qcow2 does. */
const makeDisk = (bytes = 24 * MEBIBYTE): Buffer =>
  Buffer.concat([Buffer.from("QFI\xfb", "latin1"), randomBytes(bytes)]);
const pack = (disk: Buffer, compression: Compression): Buffer =>
  execFileSync(compression, ["--stdout"], { input: disk });

const disk = makeDisk();
/** One that is packed at once. */
const smallDisk = makeDisk(1000);
let publisher: Publisher;
let folder: string;

beforeEach(async () => {
  folder = temporaryFolder("hardway-fetch-image");
  publisher = await startPublisher();
  publisher.answer({ content: disk });
});
afterEach(async () => {
  await publisher.stop();
});

/** An image as the configuration names it; where nothing else is said, the disk itself. */
function wanted(more: { name?: string; sha256?: string; uncompressedSha256?: string } = {}): WantedImage {
  const { name = "disk.qcow2", sha256 = sumOf(disk), ...sums } = more;
  const source = imageSource({ url: publisher.address(name), sha256, ...sums });
  return { source, file: join(folder, imageName(source)), kind: "disk" };
}

/** The lines that were said. */
async function fetched(image: WantedImage): Promise<readonly string[]> {
  const lines: string[] = [];
  await fetchImage(image, { say: (line) => lines.push(line), interval: 60_000 });
  return lines;
}

/** What the user is told of an image that cannot be fetched. */
async function failureOf(image: WantedImage): Promise<Failure["report"]> {
  const error: unknown = await fetched(image).catch((reason: unknown) => reason);
  if (error instanceof Failure) return error.report;
  throw new Error("the image was fetched, or it failed otherwise", { cause: error });
}

/** From which mebibyte on, rounded, the file was asked for each time. */
const asked = () =>
  publisher.asked.map(({ range = "bytes=0-" }) => Math.round(Number(/\d+/.exec(range)?.[0]) / MEBIBYTE));
/** What is there beside the lock. */
const files = () => readdirSync(folder).filter((name) => name !== "lock");

describe("an image by its address", () => {
  it("is downloaded, and nothing but the image stays", async () => {
    const image = wanted();
    expect(await fetched(image)).toEqual(["disk.qcow2: verified, a disk of 24.0 MiB"]);
    expect(readFileSync(image.file).equals(disk)).toBe(true);
    expect(files()).toEqual([imageName(image.source)]);
  });

  it("is downloaded once", async () => {
    await fetched(wanted());
    expect(await fetched(wanted())).toEqual([]);
    expect(publisher.asked).toHaveLength(1);
  });

  it("is downloaded once also by two who want it at the same time", async () => {
    await Promise.all([fetched(wanted()), fetched(wanted())]);
    expect(publisher.asked).toHaveLength(1);
  });

  it.each([
    [".xz", "xz"],
    [".gz", "gzip"],
    [".zst", "zstd"],
  ] as const)("is unpacked where it ends in %s", async (ending, compression) => {
    const content = pack(smallDisk, compression);
    publisher.answer({ content });
    const sums = { sha256: sumOf(content), uncompressedSha256: sumOf(smallDisk) };
    const image = wanted({ name: `disk.qcow2${ending}`, ...sums });
    await fetched(image);
    expect(readFileSync(image.file).equals(smallDisk)).toBe(true);
    expect(files()).toEqual([imageName(image.source)]);
  });

  it("may be of a size that the server does not say", async () => {
    publisher.answer({ content: disk, length: "unsaid" });
    const image = wanted();
    await fetched(image);
    expect(statSync(image.file).size).toBe(disk.length);
  });
});

describe("a download that breaks off", () => {
  const half = { content: disk, end: { after: 8 * MEBIBYTE, by: "breaking off" } } as const;

  it("goes on where it broke off, by the tag of the file", async () => {
    publisher.answer(half, { content: disk });
    const image = wanted();
    await fetched(image);
    expect(readFileSync(image.file).equals(disk)).toBe(true);
    expect(asked()).toEqual([0, 8]);
    expect(publisher.asked.map(({ ifRange }) => ifRange)).toEqual([undefined, '"1"']);
  });

  it("goes on over redirects", async () => {
    publisher.answer(half, { content: disk });
    await fetched(wanted({ name: "moved/disk.qcow2" }));
    expect(asked()).toEqual([0, 8]);
  });

  it("goes on as often as that brings anything", async () => {
    publisher.answer(half, half, { content: disk });
    await fetched(wanted());
    expect(asked()).toEqual([0, 8, 16]);
  });

  it("is given up when no more comes, and the next run goes on with what is there", async () => {
    publisher.answer(half, { content: disk, end: { after: 0, by: "breaking off" } });
    expect(await failureOf(wanted())).toMatchObject({
      what: "the image's download broke off",
      where: publisher.address("disk.qcow2"),
      seen: expect.stringMatching(/^[78]\.\d MiB of 24\.0 MiB are there, and then: /) as string,
      remedy: expect.stringContaining("it goes on where this one ended") as string,
    });
    publisher.answer({ content: disk });
    const image = wanted();
    await fetched(image);
    expect(asked().at(-1)).toBe(8);
    expect(readFileSync(image.file).equals(disk)).toBe(true);
  });

  it("is given up where a server always breaks off and never gives the rest", async () => {
    publisher.answer(
      { ...half, ranges: "ignored" },
      { ...half, ranges: "ignored", end: { ...half.end, after: MEBIBYTE } },
    );
    expect(await failureOf(wanted())).toMatchObject({ what: "the image's download broke off" });
    expect(publisher.asked).toHaveLength(2);
  });

  it("begins anew at a server that gives no parts", async () => {
    publisher.answer(half, { content: disk, ranges: "ignored" });
    const image = wanted();
    await fetched(image);
    expect(asked()).toEqual([0, 8]);
    expect(readFileSync(image.file).equals(disk)).toBe(true);
  });

  it("is not taken for whole where the server did not say how large the file is", async () => {
    publisher.answer({ ...half, length: "unsaid" }, { content: disk });
    const image = wanted();
    await fetched(image);
    expect(readFileSync(image.file).equals(disk)).toBe(true);
  });
});

describe("a file that becomes another one while it is downloaded", () => {
  const earlier = { end: { after: 8 * MEBIBYTE, by: "breaking off" } } as const;

  it("is downloaded anew where its tag tells", async () => {
    publisher.answer({ ...earlier, content: makeDisk() }, { content: disk, tag: '"2"' });
    const image = wanted();
    await fetched(image);
    expect(readFileSync(image.file).equals(disk)).toBe(true);
  });

  it.each([
    ["its size tells", makeDisk(30 * MEBIBYTE)],
    ["it is shorter than what is there of it", makeDisk(28 * MEBIBYTE)],
  ])("is downloaded anew where there is no tag and %s", async (_, content) => {
    const end = { ...earlier.end, after: 26 * MEBIBYTE };
    publisher.answer({ content, tag: undefined, end }, { content: disk, tag: undefined });
    const image = wanted();
    await fetched(image);
    expect(readFileSync(image.file).equals(disk)).toBe(true);
  });

  it("is found out by its checksum where nothing tells, and the next run begins anew", async () => {
    publisher.answer({ ...earlier, content: makeDisk(), tag: undefined }, { content: disk, tag: undefined });
    expect((await failureOf(wanted())).what).toBe("the image's download does not have its checksum");
    expect(files()).toEqual([]);
    const image = wanted();
    await fetched(image);
    expect(asked()).toEqual([0, 8, 0]);
    expect(readFileSync(image.file).equals(disk)).toBe(true);
  });
});

describe("an image that is not what is configured", () => {
  it("is refused with both checksums and removed, so that the next run begins anew", async () => {
    const other = makeDisk();
    publisher.answer({ content: other });
    const { seen, remedy } = await failureOf(wanted());
    expect(seen).toBe(`its SHA-256 is ${sumOf(other)}, expected was ${sumOf(disk)}`);
    expect(remedy).toContain("pulumi config set --path libvirt.image.sha256");
    expect(files()).toEqual([]);
  });

  it("is refused when it unpacks to another disk; the download, which is right, is kept", async () => {
    const content = pack(smallDisk, "xz");
    publisher.answer({ content });
    const [name, sha256] = ["disk.qcow2.xz", sumOf(content)];
    const { what, seen } = await failureOf(wanted({ name, sha256, uncompressedSha256: "0".repeat(64) }));
    expect(what).toBe("the image's disk does not have its checksum");
    expect(seen).toContain(sumOf(smallDisk));
    const image = wanted({ name, sha256, uncompressedSha256: sumOf(smallDisk) });
    await fetched(image);
    expect(publisher.asked).toHaveLength(1);
    expect(files()).toEqual([imageName(image.source)]);
  });

  it.each([
    [".xz", /format not recognized/],
    [".gz", /not in gzip format/],
    [".zst", /unsupported format/],
  ])("is refused when it ends in %s and is not compressed so", async (ending, words) => {
    const image = wanted({ name: `disk.qcow2${ending}`, uncompressedSha256: "0".repeat(64) });
    const { what, seen } = await failureOf(image);
    expect(what).toBe("the image cannot be unpacked");
    expect(seen).toMatch(words);
    expect(existsSync(`${image.file}.new`)).toBe(false);
  });

  it("is refused in another format than QEMU's own", async () => {
    const raw = randomBytes(1000);
    publisher.answer({ content: raw });
    expect((await failureOf(wanted({ sha256: sumOf(raw) }))).what).toBe("the image is not a qcow2");
    expect(files()).toEqual([]);
  });

  it("is refused as a live image where no config can be embedded in it, and taken where one can", async () => {
    const live = (content: Buffer): WantedImage => {
      publisher.answer({ content });
      const source = imageSource({ url: publisher.address("live.iso"), sha256: sumOf(content) });
      return { source, file: join(folder, imageName(source, "live")), kind: "live" };
    };
    const another = isoImage({ files: { "README.TXT": Buffer.from("an installer") } });
    expect(await failureOf(live(another))).toMatchObject({
      what: "the live image has no place for an Ignition config",
      where: publisher.address("live.iso"),
    });
    expect(files()).toEqual([]);
    const image = live(liveImage());
    await fetched(image);
    expect(files()).toEqual([imageName(image.source, "live")]);
  });

  it.each([403, 404, 500])("is refused where the server answers %d", async (refusal) => {
    publisher.answer({ refusal });
    expect(await failureOf(wanted())).toMatchObject({
      what: "the image cannot be downloaded",
      seen: `the server answered ${refusal}`,
    });
  });

  it("is refused where nobody listens", async () => {
    const image = wanted();
    await publisher.stop();
    const { what, seen } = await failureOf(image);
    expect(what).toBe("the image cannot be downloaded");
    expect(seen).toMatch(/^0 bytes are there, and then: .*ECONNREFUSED/);
  });
});

describe("the progress", () => {
  it("is said while the download goes on", async () => {
    publisher.answer({ content: disk, end: { after: 8 * MEBIBYTE, by: "falling silent" } });
    const lines: string[] = [];
    const say = (line: string): void => {
      lines.push(line);
      if (line.includes(": 8.0 MiB")) publisher.goOn();
    };
    await fetchImage(wanted(), { say, interval: 20 });
    expect(lines.find((line) => line.includes(": 8.0 MiB"))).toMatch(
      /^downloading disk\.qcow2: 8\.0 MiB of 24\.0 MiB, 33 %, since \d\d:\d\d:\d\d UTC$/,
    );
  });

  it("is said while there is no answer yet", async () => {
    publisher.answer({ content: disk, end: { after: 0, by: "falling silent" } });
    const lines: string[] = [];
    const say = (line: string): void => {
      lines.push(line);
      publisher.goOn();
    };
    await fetchImage(wanted(), { say, interval: 20 });
    expect(lines[0]).toMatch(/^asking for disk\.qcow2: 0 bytes, since /);
  });
});
