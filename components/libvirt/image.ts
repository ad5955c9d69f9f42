import { resolve } from "node:path";
import { type ImageKind, type ImageSource, imageName } from "../../topology/image";

/** The file of an image that is fetched, in a folder that all stacks share; its name tells one image from another. */
export function fetchedImageFile(source: ImageSource, kind: ImageKind = "disk"): string {
  return resolve(".tools", "images", imageName(source, kind));
}

/** How an image comes to be the file that it is to be: by a program of tools/main.ts, and what that is told. */
export function imageProgram(
  source: ImageSource | undefined,
  kind: ImageKind = "disk",
): Readonly<Record<string, string>> {
  if (source === undefined) return { PROGRAM: "vm-image" };
  const { url, sha256, compression, diskSha256 } = source;
  return {
    PROGRAM: "fetch-image",
    IMAGE_URL: url,
    IMAGE_SHA256: sha256,
    ...(compression === undefined ? {} : { IMAGE_UNCOMPRESSED_SHA256: diskSha256 }),
    ...(kind === "disk" ? {} : { IMAGE_KIND: kind }),
  };
}
