import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { recipeHash } from "../tools/recipe-hash";
import { tools } from "../tools/versions";

/** The image's name without its tag. */
export const imageName = "localhost/hardway-machine";

/** Every file of this folder that an image is made from, with its permissions, in a fixed order. */
function contents(isPart: (file: string) => boolean): readonly string[] {
  return readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter(isPart)
    .sort()
    .flatMap((file) => {
      const path = join(__dirname, file);
      const status = statSync(path);
      const executable = (status.mode & 0o100) !== 0;
      return status.isFile() ? [file, String(executable), readFileSync(path, "utf8")] : [];
    });
}

/**
 * Twelve digits that are a digest of everything that goes into an image: this folder (the recipe and the files) and
 * the recipes of the machines' programs. They are known without building anything, in about 10 ms, so that a preview
 * can name the image.
 */
export function recipeDigest(isPart: (file: string) => boolean): string {
  const programs = tools.filter(({ runsOn }) => runsOn === "machine").map((tool) => recipeHash(tool));
  const digest = createHash("sha256").update(JSON.stringify([programs, contents(isPart)]));
  return digest.digest("hex").slice(0, 12);
}

/** The podman machines' image, by its name and its tag. What is of virtual machines alone does not change it. */
export function machineImageReference(): string {
  return `${imageName}:${recipeDigest((file) => !/^vm[/-]/.test(file))}`;
}
