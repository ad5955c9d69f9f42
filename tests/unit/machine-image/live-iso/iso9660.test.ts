import { findFile, isIso9660 } from "../../../../machine-image/live-iso/iso9660";
import { isoImage } from "../../../support/iso-image";
import { readerOf } from "../../../support/live-image";

const many = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => [`MANY/F${index}.TXT`, Buffer.from(`content ${index}`)]),
);
const image = isoImage({
  files: { ...many, "ALONE.": Buffer.from("no extension"), "A/B.C": Buffer.alloc(5000, "b") },
});
const read = readerOf(image);

/** The content of a file, found by its path. */
async function contentOf(path: string): Promise<string | undefined> {
  const found = await findFile(read, path);
  return found && image.toString("latin1", found.offset, found.offset + found.length);
}

describe("a file of an ISO", () => {
  it("is found by its path, without version and without a dot at the end", async () => {
    expect(await contentOf("ALONE")).toBe("no extension");
  });

  it("is found in a folder of several blocks, none of which is full", async () => {
    for (let index = 0; index < 100; index++)
      expect(await contentOf(`MANY/F${index}.TXT`)).toBe(`content ${index}`);
    expect(await contentOf("A/B.C")).toBe("b".repeat(5000));
  });

  it.each(["NONE", "A/NONE", "NONE/B.C", "ALONE/B.C", "A"])("is none at %s", async (path) => {
    expect(await findFile(read, path)).toBeUndefined();
  });
});

describe("an image", () => {
  it("is an ISO by its volume descriptors", async () => {
    expect(await isIso9660(read)).toBe(true);
  });

  it.each([
    ["a disk", Buffer.alloc(100_000, "d")],
    ["a page that says that there is none", Buffer.from("<html>not found</html>")],
    ["cut off", image.subarray(0, 16 * 2048 + 5)],
  ])("is none where it is %s", async (_what, content) => {
    expect(await isIso9660(readerOf(content))).toBe(false);
    expect(await findFile(readerOf(content), "A/B.C")).toBeUndefined();
  });
});
