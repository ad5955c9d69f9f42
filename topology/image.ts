import type { ImageValues } from "./image-schema";

/** By what an image is compressed, as the ending of its address tells. */
export const compressions = { ".xz": "xz", ".gz": "gzip", ".zst": "zstd" } as const;

export type Compression = (typeof compressions)[keyof typeof compressions];

/** What virtual machines boot from: an image by its address. */
export interface ImageSource {
  readonly url: string;
  /** Of what is downloaded. */
  readonly sha256: string;
  /** Undefined where what is downloaded is the disk itself. */
  readonly compression: Compression | undefined;
  /** Of the disk itself, however it came. */
  readonly diskSha256: string;
}

/** The image that valid values of the key `libvirt.image` name. */
export function imageSource({ url, sha256, uncompressedSha256 }: ImageValues): ImageSource {
  const ending = compressedEnding(url);
  const compression = ending && compressions[ending];
  return { url, sha256, compression, diskSha256: uncompressedSha256 ?? sha256 };
}

/** What an image is to a machine: the disk that its own starts from, or a disc that it boots once. */
export type ImageKind = keyof typeof kinds;

/** How each kind's file is called, and the key of the configuration that names it. */
const kinds = {
  disk: { beginning: "image", ending: ".qcow2", key: "libvirt.image" },
  live: { beginning: "live", ending: ".iso", key: "openshift.liveImage" },
} as const;

/** The name of an image's file and of its base volume: another disk has another name, the same one from elsewhere has not. */
export function imageName({ diskSha256 }: Pick<ImageSource, "diskSha256">, kind: ImageKind = "disk"): string {
  const { beginning, ending } = kinds[kind];
  return `${beginning}-${diskSha256}${ending}`;
}

/** The key of the configuration by which an image of a kind is named. */
export function imageKey(kind: ImageKind): string {
  return kinds[kind].key;
}

/** The ending by which an address says that its file is compressed; undefined where it does not. */
export function compressedEnding(url: string): keyof typeof compressions | undefined {
  const { pathname } = new URL(url);
  const endings = Object.keys(compressions) as (keyof typeof compressions)[];
  return endings.find((ending) => pathname.endsWith(ending));
}
