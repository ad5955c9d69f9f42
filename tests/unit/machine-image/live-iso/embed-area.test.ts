import { embedAreaOf } from "../../../../machine-image/live-iso/embed-area";
import type { ReadAt } from "../../../../machine-image/live-iso/read-at";
import { Failure } from "../../../../tools/failure";
import { isoImage } from "../../../support/iso-image";
import { liveImage, readerOf, usualRoom } from "../../../support/live-image";

const name = "https://example.com/live.iso";

/** What the user is told of an image that is refused. */
async function refusalOf(image: Buffer | ReadAt): Promise<Failure["report"]> {
  const read = Buffer.isBuffer(image) ? readerOf(image) : image;
  const error: unknown = await embedAreaOf(read, name).catch((reason: unknown) => reason);
  if (error instanceof Failure) return error.report;
  throw new Error("the image was taken, or it failed otherwise", { cause: error });
}

describe("the place for a config in a live image", () => {
  const marked = liveImage({ area: Buffer.alloc(usualRoom, "m") });
  const first = marked.indexOf("m".repeat(8));

  it("is the file that the image names", async () => {
    const area = await embedAreaOf(readerOf(liveImage()), name);
    expect(area).toEqual({ offset: first, length: usualRoom });
  });

  it("is the usual file where an older image names none", async () => {
    const older = liveImage({ information: undefined });
    const { length } = await embedAreaOf(readerOf(older), name);
    expect(length).toBe(usualRoom);
  });

  it("may be a part of a file", async () => {
    const information = '{"file": "images/ignition.img", "offset": 4096, "length": 1000}';
    const area = await embedAreaOf(readerOf(liveImage({ information })), name);
    expect(area.length).toBe(1000);
    expect((area.offset - 4096) % 2048).toBe(0);
    const rest = '{"file": "images/ignition.img", "offset": 4096}';
    expect((await embedAreaOf(readerOf(liveImage({ information: rest })), name)).length).toBe(
      usualRoom - 4096,
    );
  });
});

describe("an image that is refused", () => {
  it("is one that is no ISO, with the key to mend", async () => {
    const { what, where, remedy } = await refusalOf(Buffer.alloc(100_000));
    expect({ what, where }).toEqual({ what: "the live image is not an ISO", where: name });
    expect(remedy).toContain("pulumi config set --path openshift.liveImage.url");
  });

  it("is an ISO of something else", async () => {
    const { what, seen } = await refusalOf(
      isoImage({ files: { "README.TXT": Buffer.from("an installer") } }),
    );
    expect(what).toBe("the live image has no place for an Ignition config");
    expect(seen).toBe("it has no file images/ignition.img");
  });

  it.each([
    ["no JSON", "its file coreos/igninfo.json names no place", "{"],
    ["no file", "its file coreos/igninfo.json names no place", "{}"],
    ["a file that is not there", "it has no file images/other.img", '{"file": "images/other.img"}'],
    [
      "more than the file",
      "262145 bytes at 0 of images/ignition.img were to be it, which has 262144",
      '{"file": "images/ignition.img", "length": 262145}',
    ],
    [
      "nothing",
      "0 bytes at 262144 of images/ignition.img were to be it, which has 262144",
      '{"file": "images/ignition.img", "offset": 262144}',
    ],
  ])("is one that names %s", async (_what, seen, information) => {
    expect((await refusalOf(liveImage({ information }))).seen).toBe(seen);
  });

  it("is one that is cut off in the place", async () => {
    const read = readerOf(liveImage());
    const cutOff: ReadAt = (offset, length) => read(offset, Math.min(length, usualRoom - 1));
    expect((await refusalOf(cutOff)).seen).toMatch(/^it ends before byte \d+$/);
  });

  it("is one that somebody has given a config", async () => {
    const area = Buffer.alloc(usualRoom);
    area.write("x", usualRoom - 1);
    expect((await refusalOf(liveImage({ area }))).what).toBe("the live image has an Ignition config already");
  });
});
