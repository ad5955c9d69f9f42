import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { unpack } from "../../tools/sources/download";

const PROGRAM_MODE = 0o100755;

/** A zip archive of one program, not compressed (PKWARE's APPNOTE, 4.3). */
function zipOf(name: string, content: string): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name + content)]);
  // "Made by" is Unix, and the mode stands in the upper half of the external attributes.
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(PROGRAM_MODE * 2 ** 16, 6);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\x03"), common, rest, Buffer.from(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from("PK\x05\x06"), end]);
}

describe("a publisher's zip archive", () => {
  it("gives the wanted program, which can be run", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hardway-zip-"));
    try {
      const archive = join(folder, "provider.zip");
      writeFileSync(archive, zipOf("provider_v1", "binary"));
      const unpacked = join(await unpack(archive, ["provider_v1"]), "provider_v1");
      expect(readFileSync(unpacked, "utf8")).toBe("binary");
      expect(statSync(unpacked).mode & 0o111).toBe(0o111);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
