import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The values of the key `libvirt.image`: a disk for virtual machines by its address, which may be compressed. */
export const imageSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  sha256,
  uncompressedSha256: sha256.optional(),
});

/** The values of the key `libvirt.image`, each valid by itself. */
export type ImageValues = z.output<typeof imageSchema>;
