import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSdk, sdkFiles, sdkFolder } from "../../tools/sdk";

/** The generator is compiled the first time. */
jest.setTimeout(300_000);

describe("the committed SDK of libvirt", () => {
  it("is what the provider's schema gives now; make sdk writes it anew", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hardway-sdk-"));
    try {
      await generateSdk(folder);
      expect(sdkFiles(sdkFolder)).toEqual(sdkFiles(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
