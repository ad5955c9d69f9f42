import { type ImageKind, imageKey } from "../../topology/image";
import { Failure } from "../failure";
import type { Held } from "./part";
import { ofTotal, size } from "./progress";

const again = "run `make up` again";

/** Where an image comes from, and what it is to be, which tells the key of the configuration that names it. */
export interface Origin {
  readonly url: string;
  readonly kind: ImageKind;
}

const set = ({ kind }: Origin, key: string): string => `pulumi config set --path ${imageKey(kind)}.${key}`;

/** The connection was not made or ended early, the last time without bringing anything. */
export function brokenOff(url: string, held: Held, reason: string): Failure {
  return new Failure({
    what: held.bytes === 0 ? "the image cannot be downloaded" : "the image's download broke off",
    where: url,
    seen: `${ofTotal(held.bytes, held.total)} are there, and then: ${reason}`,
    why: "the server or the network on the way to it fails",
    remedy: `${again} when the server can be reached: it goes on where this one ended`,
  });
}

/** The server does not give the file. */
export function refused(origin: Origin, statusCode: number): Failure {
  return new Failure({
    what: "the image cannot be downloaded",
    where: origin.url,
    seen: `the server answered ${statusCode}`,
    why: "the file is not there any more, or not for everybody",
    remedy: `mend the address: ${set(origin, "url")}`,
  });
}

/** Which of an image's two files a checksum is of, with what that means. */
const verified = {
  download: {
    key: "sha256",
    why: "another file is at that address now, it was changed on its way or between two parts of it, or the configured checksum is wrong",
    remedy: "what was downloaded is removed",
  },
  disk: {
    key: "uncompressedSha256",
    why: "the download is the right one, so it is the configured checksum that is wrong",
    remedy: "what was downloaded is kept",
  },
} as const;

/** What a checksum is of: what was downloaded, or the disk that was unpacked from it. */
export type Verified = keyof typeof verified;

/** Another content than the configured one. */
export function wrongSum(origin: Origin, of: Verified, sums: Sums): Failure {
  const { key, why, remedy } = verified[of];
  return new Failure({
    what: `the image's ${of} does not have its checksum`,
    where: origin.url,
    seen: `its SHA-256 is ${sums.got}, expected was ${sums.expected}`,
    why,
    remedy: `${remedy}; see what the publisher says, mend it (${set(origin, key)}), and ${again}`,
  });
}

/** Both in hexadecimal digits. */
export interface Sums {
  readonly expected: string;
  readonly got: string;
}

/** Bytes of a disk. */
export interface Room {
  /** At the least, as nobody knows what a file unpacks to; undefined where the server does not say how large it is. */
  readonly needed: number | undefined;
  readonly free: number;
}

/** The disk has no room for the image. */
export function noRoom(folder: string, { needed, free }: Room): Failure {
  return new Failure({
    what: "there is no room for the image",
    where: folder,
    seen: `${size(free)} are free, ${needed === undefined ? "more is" : `at least ${size(needed)} are`} needed`,
    why: "the disk is full or nearly so",
    remedy: `make room (\`make clean-images\` removes images), and ${again}: what is downloaded is kept`,
  });
}

/** What comes out of the file is not what its ending promises. */
export function notPacked(origin: Origin, words: string): Failure {
  return new Failure({
    what: "the image cannot be unpacked",
    where: origin.url,
    seen: words,
    why: "it has its checksum, but it is not compressed as the ending of its address says",
    remedy: `give the address of a file that ends in .xz, .gz or .zst and is so: ${set(origin, "url")}`,
  });
}

/** A disk in another format. */
export function notQcow2(url: string): Failure {
  return new Failure({
    what: "the image is not a qcow2",
    where: url,
    why: "machines' disks are overlays of their image in QEMU's own format; this one is a raw disk, or something else",
    remedy:
      "take the publisher's image for QEMU, which is called .qcow2: pulumi config set --path libvirt.image.url",
  });
}
