import { basename, isAbsolute } from "node:path";
import { recipeDigest } from "../../../machine-image/reference";
import { vmImageFile, vmImageSumFile } from "../../../machine-image/vm-image";

describe("the virtual machine image's file", () => {
  it("has the digest of the recipe in its name, which is known before it is made", () => {
    expect(isAbsolute(vmImageFile())).toBe(true);
    expect(basename(vmImageFile())).toMatch(/^hardway-machine-[0-9a-f]{12}\.qcow2$/);
    expect(vmImageSumFile()).toBe(`${vmImageFile()}.sha256`);
  });

  it("is another when a file of its own recipe is, which leaves the podman machines' image as it is", () => {
    const ofVm = (file: string): boolean => /^vm[/-]/.test(file);
    expect(recipeDigest((file) => !ofVm(file))).not.toBe(recipeDigest(() => true));
  });
});
