import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { embedAreaOf } from "../../machine-image/live-iso/embed-area";
import { embedded } from "../../machine-image/live-iso/embedded";
import { liveImage, readerOf } from "../support/live-image";
import { readCpio } from "../unit/machine-image/vm/read-cpio";

describe("any config in a live image", () => {
  it("is what is read back from the place that the image names, and nothing else of the image is another", async () => {
    const places = fc.record({
      offset: fc.nat({ max: 50_000 }),
      length: fc.integer({ min: 8000, max: 100_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 2000 }),
        places,
        async (config, { offset, length }) => {
          const image = liveImage({
            information: JSON.stringify({ file: "images/ignition.img", offset, length }),
          });
          const area = await embedAreaOf(readerOf(image), "image");
          const given = Buffer.from(image);
          given.set(embedded(Buffer.from(config), area, "image"), area.offset);

          const end = area.offset + area.length;
          const packed = given.subarray(area.offset, end);
          const [file, trailer] = readCpio(gunzipSync(packed));
          expect([file?.path, file?.content, trailer?.path]).toEqual(["config.ign", config, "TRAILER!!!"]);
          expect(given.subarray(0, area.offset).equals(image.subarray(0, area.offset))).toBe(true);
          expect(given.subarray(end).equals(image.subarray(end))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});
