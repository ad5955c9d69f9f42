import { relative } from "node:path";
import { fetchedImageFile, imageProgram } from "../../../../components/libvirt/image";
import { imageCache } from "../../../../tools/fetch-image/cache";
import { wantedIn } from "../../../../tools/fetch-image/wanted";
import { imageSource } from "../../../../topology/image";

const [packed, disk] = ["1".repeat(64), "2".repeat(64)];
const images = [
  imageSource({ url: "https://a/b.qcow2", sha256: disk }),
  imageSource({ url: "https://a/b.qcow2.xz", sha256: packed, uncompressedSha256: disk }),
];

describe("the program that sees to an image", () => {
  it("makes the one of this project where there is no other", () => {
    expect(imageProgram(undefined)).toEqual({ PROGRAM: "vm-image" });
  });

  it.each(images)("is told what to fetch from $url, and understands it", (source) => {
    const { PROGRAM, ...environment } = imageProgram(source);
    expect(PROGRAM).toBe("fetch-image");
    const file = fetchedImageFile(source);
    expect(wantedIn({ IMAGE: file, ...environment })).toEqual({ source, file, kind: "disk" });
  });

  it("is told of a live image that it is one", () => {
    const source = imageSource({ url: "https://a/b.iso", sha256: disk });
    const { PROGRAM, ...environment } = imageProgram(source, "live");
    expect(PROGRAM).toBe("fetch-image");
    const file = fetchedImageFile(source, "live");
    expect(relative(imageCache, file)).toBe(`live-${disk}.iso`);
    expect(wantedIn({ IMAGE: file, ...environment })).toEqual({ source, file, kind: "live" });
  });
});

describe("the file of a fetched image", () => {
  it("is in the folder that is emptied by `make clean-images`, by its disk's checksum", () => {
    const names = images.map((source) => relative(imageCache, fetchedImageFile(source)));
    expect(names).toEqual([`image-${disk}.qcow2`, `image-${disk}.qcow2`]);
  });
});
