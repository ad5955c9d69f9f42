import type { ConfigValues } from "./config-schema";
import { compressedEnding, compressions } from "./image";
import type { ImageValues } from "./image-schema";
import type { Problem } from "./problems";
import { rule, type Rule } from "./rule";

/** The rules on an image by its address. */
export const imageRules: readonly Rule[] = [withoutCredentials, sumForWhatIsCompressed, sumsOfTwoFiles].map(
  (problems) => rule(["libvirt"], ofImage(problems)),
);

function ofImage(problems: (image: ImageValues) => readonly Problem[]) {
  return ({ libvirt }: Pick<ConfigValues, "libvirt">) =>
    libvirt?.image === undefined ? [] : problems(libvirt.image);
}

/** The problem itself must not show them either. */
function withoutCredentials({ url }: ImageValues): readonly Problem[] {
  const { username, password, protocol, host, pathname } = new URL(url);
  if (username === "" && password === "") return [];
  return [
    {
      what: "the image's address has credentials in it",
      where: "libvirt.image.url",
      value: `${protocol}//***@${host}${pathname}`,
      why: "the address stands in the clear in the stack's state and in messages",
      remedy: "give an address that needs none, such as that of a mirror of your own",
    },
  ];
}

/** A checksum of what is unpacked is asked for exactly where something is unpacked. */
function sumForWhatIsCompressed({ url, uncompressedSha256 }: ImageValues): readonly Problem[] {
  const ending = compressedEnding(url);
  const where = "libvirt.image.uncompressedSha256";
  if (ending !== undefined && uncompressedSha256 === undefined) {
    return [
      {
        what: "the checksum of the uncompressed image is missing",
        where,
        value: undefined,
        why: `the address ends in ${ending}: what is unpacked is verified, too, and named by its checksum`,
        remedy: `pulumi config set --path ${where} to the sum that the publisher gives beside that of the compressed file`,
      },
    ];
  }
  if (ending === undefined && uncompressedSha256 !== undefined) {
    return [
      {
        what: "the image is not compressed and has one checksum",
        where,
        value: uncompressedSha256,
        why: `by its ending (${Object.keys(compressions).join(", ")}) an address says that its file is compressed`,
        remedy: `pulumi config rm --path ${where}, or give the address of the compressed file`,
      },
    ];
  }
  return [];
}

function sumsOfTwoFiles({ sha256, uncompressedSha256 }: ImageValues): readonly Problem[] {
  if (sha256 !== uncompressedSha256) return [];
  return [
    {
      what: "the image has the same checksum compressed and uncompressed",
      where: "libvirt.image.uncompressedSha256",
      value: uncompressedSha256,
      why: "these are two files with different contents",
      remedy:
        "set sha256 to that of the file at the address, and uncompressedSha256 to that of what it holds",
    },
  ];
}
