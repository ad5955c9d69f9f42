import { bootSectors } from "../../../../machine-image/vm/boot-sectors";
import { layout } from "../../../../machine-image/vm/layout";

const bootImage = Buffer.alloc(512, "b");
const coreImage = Buffer.alloc(30_000, "c");
const sectors = bootSectors(bootImage, coreImage);

describe("what stands before the partition", () => {
  it("fills the gap exactly", () => {
    expect(sectors.length).toBe(layout.partition);
  });

  it("has GRUB's boot program, but nothing of it where the partition table is, and the signature", () => {
    expect(sectors.subarray(0, 440).equals(bootImage.subarray(0, 440))).toBe(true);
    expect(sectors.subarray(440, 446)).toEqual(Buffer.alloc(6));
    expect(sectors.subarray(510, 512)).toEqual(Buffer.from([0x55, 0xaa]));
  });

  it("has GRUB's core from the second sector", () => {
    expect(sectors.subarray(512, 512 + coreImage.length).equals(coreImage)).toBe(true);
  });

  it("has one partition: of Linux, active, to the end of the disk", () => {
    const [entry, ...others] = [0, 1, 2, 3].map((index) =>
      sectors.subarray(446 + 16 * index, 462 + 16 * index),
    );
    expect([entry?.[0], entry?.[4]]).toEqual([0x80, 0x83]);
    expect(entry?.readUInt32LE(8)).toBe(2048);
    expect(entry?.readUInt32LE(12)).toBe((layout.size - layout.partition) / 512);
    for (const other of others) expect(other).toEqual(Buffer.alloc(16));
  });

  it("refuses a core that would reach into the partition", () => {
    expect(() => bootSectors(bootImage, Buffer.alloc(layout.partition))).toThrow(/there is room for/);
  });
});
