import { imageSource } from "../../topology/image";
import { imageSchema } from "../../topology/image-schema";
import type { WantedImage } from "./fetch-image";
import { kindNamed } from "./kinds";

/** The image that the environment names, as components/libvirt/image.ts sets it. */
export function wantedIn(environment: Readonly<Record<string, string | undefined>>): WantedImage {
  const { IMAGE, IMAGE_URL, IMAGE_SHA256, IMAGE_UNCOMPRESSED_SHA256, IMAGE_KIND = "disk" } = environment;
  if (IMAGE === undefined) throw new Error("IMAGE is not set: the file that the image is to be");
  const values = { url: IMAGE_URL, sha256: IMAGE_SHA256, uncompressedSha256: IMAGE_UNCOMPRESSED_SHA256 };
  return { source: imageSource(imageSchema.parse(values)), file: IMAGE, kind: kindNamed(IMAGE_KIND) };
}
