import { existsSync } from "node:fs";
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Failure } from "../failure";
import { attempt, capture, failed } from "../process";
import type { Stack } from "../stack/stack";
import { imageExists } from "./image";
import { podmanStackOf } from "./on-podman";

/** The image that a developer's own MicroShift is put into. */
export const devImage = "localhost/microshift-okd-dev:latest";

/** What marks of which image it was made, so that patches do not pile up. */
const baseLabel = "hardway.dev-patch-of";

/** A file of MicroShift's source folder, once it is built, and where an image has it. */
interface Part {
  readonly from: string;
  readonly folder: string;
  readonly mode: number;
  /** What makes it. */
  readonly remedy: string;
}

const build = "make build MICROSHIFT_VARIANT=community, in the source folder";

/** What is replaced (facts: microshift.md, B16). */
const parts: readonly Part[] = [
  { from: "_output/bin/microshift", folder: "/usr/bin", mode: 0o755, remedy: build },
  { from: "_output/bin/microshift-etcd", folder: "/usr/bin", mode: 0o755, remedy: build },
  {
    from: "assets/release/release-x86_64.json",
    folder: "/usr/share/microshift/release",
    mode: 0o644,
    remedy: "check the source out anew: it is a file of the source itself",
  },
];

/** What a binary has in it that publishes its authorities to nodes that join (facts: microshift.md, B1). */
const variantMark = "BuildVariant=community";

/** Puts the MicroShift that SOURCE was built to into an image of its own; what runs is left as it is. */
export async function devPatch(stack: Stack): Promise<number> {
  const { platform } = await podmanStackOf(stack, "dev-patch");
  const source = sourceIn(process.env);
  await refuseUnfit(source);
  const base = await baseOf(platform.image);
  await buildImage(source, base);
  console.log(`${devImage} is ${base} with the MicroShift of ${source}. The running cluster is as it was.`);
  console.log("To have a cluster made from it:");
  console.log(`  pulumi config set --stack ${stack.name} --path microshift.image ${devImage}`);
  console.log(`  make destroy STACK=${stack.name} && make up STACK=${stack.name}`);
  return 0;
}

/** The folder that SOURCE names. */
export function sourceIn({ SOURCE: source = "" }: NodeJS.ProcessEnv): string {
  if (source !== "" && existsSync(source)) return source;
  throw new Failure({
    what: source === "" ? "SOURCE names no folder" : "the folder of SOURCE is not there",
    where: `SOURCE=${source}`,
    why: "it is the source of MicroShift that was built, whose binaries go into the image",
    remedy: "make dev-patch SOURCE=/path/to/microshift STACK=microshift-ha",
  });
}

/** Throws where a built file is missing, or a binary is of a variant of which no cluster of several nodes comes. */
export async function refuseUnfit(source: string): Promise<void> {
  for (const { from, remedy } of parts)
    if (!existsSync(join(source, from)))
      throw new Failure({
        what: `${basename(from)} is missing`,
        where: join(source, from),
        why: "it goes into the image in the place of the one that is there",
        remedy,
      });
  const [{ from }] = parts as readonly [Part];
  const binary = join(source, from);
  if ((await readFile(binary)).includes(variantMark)) return;
  throw new Failure({
    what: "the binary is not of the community's variant",
    where: binary,
    seen: `${variantMark} is nowhere in it`,
    why: "another one runs a single node, publishes none of its authorities, and a cluster made from it does not start",
    remedy: build,
  });
}

/** The image to be patched: of an image that is patched already, the one that it was made of. */
export async function baseOf(image: string): Promise<string> {
  if (!(await imageExists(image)))
    throw new Failure({
      what: "the image that is to be patched is missing",
      where: `podman image ${image}`,
      why: "the stack's image (microshift.image) is what the binaries are put into",
      remedy: "build or pull it first; make up says how",
    });
  const format = `{{index .Labels "${baseLabel}"}}`;
  const label = await capture({
    program: "podman",
    arguments: ["image", "inspect", "--format", format, image],
  });
  return label.trim() === "" ? image : label.trim();
}

/** Builds the image from a folder that holds nothing but what goes in: the source may be large and change meanwhile. */
export async function buildImage(source: string, base: string, tag = devImage): Promise<void> {
  const stage = await mkdtemp(join(tmpdir(), "hardway-dev-patch-"));
  try {
    for (const { from, mode } of parts) {
      const staged = join(stage, basename(from));
      await copyFile(join(source, from), staged);
      await chmod(staged, mode);
    }
    await writeFile(join(stage, "Containerfile"), containerfile(base));
    const options = ["--no-cache", "--pull=never", "--tag", tag, "--file", join(stage, "Containerfile")];
    const command = { program: "podman", arguments: ["build", ...options, stage] };
    const ended = await attempt(command);
    if (ended.exitCode !== 0) throw failed(command, ended);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** The recipe of the image. */
export function containerfile(base: string): string {
  const copies = parts.map(({ from, folder }) => `COPY ${basename(from)} ${folder}/${basename(from)}`);
  return `${[`FROM ${base}`, `LABEL ${baseLabel}=${base}`, ...copies].join("\n")}\n`;
}
