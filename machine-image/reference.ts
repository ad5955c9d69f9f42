import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { recipeHash } from "../tools/recipe-hash";
import { tools } from "../tools/versions";

/** The image's name without its tag. */
export const imageName = "localhost/hardway-machine";

/** Every file under a folder with its permissions, in a fixed order. */
function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .flatMap((file) => {
      const path = join(folder, file);
      const status = statSync(path);
      const executable = (status.mode & 0o100) !== 0;
      return status.isFile() ? [file, String(executable), readFileSync(path, "utf8")] : [];
    });
}

/**
 * The machine image's name and tag. The tag is a digest of everything that goes into the image: this folder
 * (the recipe and the files) and the recipes of the machines' programs. It is known without building
 * anything, in about 10 ms, so that a preview can name the image.
 */
export function machineImageReference(): string {
  const programs = tools.filter(({ runsOn }) => runsOn === "machine").map((tool) => recipeHash(tool));
  const digest = createHash("sha256").update(JSON.stringify([programs, contents(__dirname)]));
  return `${imageName}:${digest.digest("hex").slice(0, 12)}`;
}
