import { writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { embedAreaOf } from "../../machine-image/live-iso/embed-area";
import { embedded } from "../../machine-image/live-iso/embedded";
import { asFailure } from "../failure";
import { withImage } from "./open-image";

/**
 * What components/libvirt/live-iso-up.sh has done: writes what a live image is to have in its place for an Ignition config,
 * which comes on standard input, into a file of its own, and prints where in the image it belongs. The image stays as it is.
 */
async function main(image: string, file: string): Promise<void> {
  const config = await buffer(process.stdin);
  const area = await withImage(image, (read) => embedAreaOf(read, image));
  await writeFile(file, embedded(config, area, image), { mode: 0o600, flag: "wx" });
  console.log(`${area.offset} ${area.length}`);
}

const [image, file, ...others] = process.argv.slice(2);
if (image === undefined || file === undefined || others.length > 0)
  throw new Error("usage: live-iso <image> <file to write>");
main(image, file).catch((error: unknown) => {
  const failure = asFailure(error);
  if (failure === undefined) throw error;
  console.error(failure.message);
  process.exitCode = 1;
});
