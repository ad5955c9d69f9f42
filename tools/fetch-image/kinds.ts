import { embedAreaOf } from "../../machine-image/live-iso/embed-area";
import type { ImageKind } from "../../topology/image";
import { withImage } from "../live-iso/open-image";
import { notQcow2 } from "./failures";
import { isQcow2 } from "./verify";

/** What must be so of an image beside its checksum; what is not throws a Failure. */
type Judge = (url: string, file: string) => Promise<void>;

const judges: Readonly<Record<ImageKind, Judge>> = {
  disk: async (url, file) => {
    if (!(await isQcow2(file))) throw notQcow2(url);
  },
  live: async (url, file) => {
    await withImage(file, (read) => embedAreaOf(read, url));
  },
};

/** Throws a Failure where an image is not of the kind that it has to be. */
export function assertKind(kind: ImageKind, url: string, file: string): Promise<void> {
  return judges[kind](url, file);
}

/** The kind of that name. */
export function kindNamed(name: string): ImageKind {
  if (name === "disk" || name === "live") return name;
  throw new Error(`IMAGE_KIND is ${name}: it must be disk or live`);
}
