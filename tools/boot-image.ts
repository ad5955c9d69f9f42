import { readFile } from "node:fs/promises";
import { bootImageIn } from "../topology/openshift/boot-image";
import { Failure } from "./failure";

/** Which file of stream metadata is read, and for which stack. */
export interface BootImageWish {
  /** The path of the file; undefined or empty where none was named. */
  readonly file: string | undefined;
  readonly stack: string;
}

const howToGetOne = "openshift-install coreos print-stream-json > stream.json, of the version of the release";

/**
 * The commands by which a stack's machines boot the image that a file of stream metadata names, behind a line that says
 * which one it is. Throws a Failure where no file is named, or it cannot be read, or has no such image.
 */
export async function bootImageCommands({ file, stack }: BootImageWish): Promise<readonly string[]> {
  if (file === undefined || file === "")
    throw new Failure({
      what: "no file of stream metadata is named",
      where: "STREAM",
      why: "the boot image and its checksums are read from it",
      remedy: `make boot-image STACK=${stack} STREAM=stream.json, with what the installer prints: ${howToGetOne}`,
    });
  const found = bootImageIn(await textOf(file));
  if ("lacks" in found)
    throw new Failure({
      what: "the file of stream metadata has no boot image",
      where: file,
      why: found.lacks,
      remedy: howToGetOne,
    });
  return [
    `# CoreOS ${found.release}`,
    ...Object.entries(found.image).map(
      ([key, value]) => `pulumi config set --stack ${stack} --path libvirt.image.${key} '${value}'`,
    ),
  ];
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Failure({
      what: "the file of stream metadata cannot be read",
      where: file,
      why: error instanceof Error ? error.message : String(error),
      remedy: howToGetOne,
    });
  }
}
