import { z } from "zod";
import { compressions } from "../image";
import { imageSchema, type ImageValues } from "../image-schema";

/** The formats of a disk that can be fetched. A stream has one of them or the other, and no two. */
const formats = [...Object.keys(compressions).map((ending) => `qcow2${ending}`), "qcow2"];

const disk = z.object({
  location: z.string(),
  sha256: z.string(),
  "uncompressed-sha256": z.string().nullish(),
});

/** The only artifact of CoreOS that reads its Ignition config from QEMU (facts: openshift-hard-way.md, 8.4). */
const qemu = z.object({
  release: z.string().default("unknown"),
  formats: z.record(z.string(), z.object({ disk: disk.optional() })),
});

/** As much of a stream as is read, of the architecture that machines have. */
const stream = z.object({
  architectures: z.object({
    x86_64: z.object({ artifacts: z.object({ qemu: qemu.optional() }) }).optional(),
  }),
});

/** What stream metadata says of the disk that virtual machines boot from, or why it says nothing of it. */
export type BootImage =
  { readonly release: string; readonly image: ImageValues } | { readonly lacks: string };

/**
 * Finds the boot image in a file of stream metadata, which is JSON: rhcos.json or scos.json of a version's installer
 * (facts: openshift-hard-way.md, 11.2). Both checksums are taken from there and nothing is fetched.
 */
export function bootImageIn(text: string): BootImage {
  const { data } = stream.safeParse(jsonIn(text));
  if (data === undefined) return { lacks: "it is no JSON with architectures and their artifacts" };
  const artifact = data.architectures.x86_64?.artifacts.qemu;
  if (artifact === undefined) return { lacks: "it has no artifact qemu for x86_64" };
  const offered = formats.map((format) => artifact.formats[format]?.disk).find(Boolean);
  if (offered === undefined)
    return { lacks: `its artifact qemu has no disk in a format of ${formats.join(", ")}` };
  const unpacked = offered["uncompressed-sha256"] ?? undefined;
  const { data: image } = imageSchema.safeParse({
    url: offered.location,
    sha256: offered.sha256,
    ...(unpacked === undefined ? {} : { uncompressedSha256: unpacked }),
  });
  if (image === undefined) return { lacks: "its disk has no address, or checksums that are none of SHA-256" };
  return { release: artifact.release, image };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
