import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { chmod, cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { machineImageReference } from "../../machine-image/reference";
import { withWorkFolder } from "../../tools/files";
import { repository, toolsFolder } from "../../tools/paths";
import { attempt, capture } from "../../tools/process";
import { type Reporter, timed } from "../../tools/report";
import { links, rehearsalVersion, releaseImagePath, standInsPath } from "./names";
import { writeReleaseFolder } from "./release-folder";
import { releaseImage } from "./release-image";

/** The image's name without its tag. */
const imageName = "localhost/hardway-rehearsal";

/** What of the repository decides what the image becomes; in folders, all files but tests and texts. */
const inputs = [
  "tests/rehearsal",
  "tests/support/openshift-api.ts",
  "manifests/openshift/images.ts",
  "manifests/openshift/release-filter.ts",
  "manifests/openshift/objects/feature-gate.ts",
] as const;

function contents(path: string): readonly string[] {
  const absolute = join(repository, path);
  const status = statSync(absolute);
  if (!status.isDirectory()) return [path, String(status.mode & 0o100), readFileSync(absolute, "utf8")];
  return readdirSync(absolute)
    .sort()
    .filter((name) => !/(\.test\.ts|_test\.go|\.md)$/.test(name))
    .flatMap((name) => contents(join(path, name)));
}

/** The image of a rehearsal's machines, by its name and a tag that is a digest of everything that goes into it. */
export function rehearsalImageReference(): string {
  const parts = [machineImageReference(), ...inputs.flatMap(contents)];
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${imageName}:${digest.slice(0, 12)}`;
}

/**
 * Makes the image of a rehearsal's machines if podman does not have it: the machine image, which must be there, with the
 * stand-ins and with what stands in for a release. Needs Go, and Go's proxy the first time.
 */
export async function ensureRehearsalImage(reporter: Reporter): Promise<string> {
  const reference = rehearsalImageReference();
  await timed(reporter, "rehearsal image", async () => {
    const { exitCode } = await attempt({ program: "podman", arguments: ["image", "exists", reference] });
    if (exitCode === 0) return { outcome: "current", detail: reference };
    await withWorkFolder(join(toolsFolder, "rehearsal"), async (work) => {
      await writeLayer(join(work, "layer"));
      await addLayer(work, reference);
    });
    return { outcome: "done", detail: reference };
  });
  return reference;
}

/** What pods of the bootstrap machine mount, and what a render, or the authorities' package, makes on a real one. */
const mountedFolders = ["etc/mcc/bootstrap", "etc/ssl/certs"] as const;

/** Writes what the machine image gets besides, laid out as in the machine. */
async function writeLayer(layer: string): Promise<void> {
  const own = (path: string): string => join(layer, path);
  await cp(join(__dirname, "rootfs"), layer, { recursive: true });
  await writeReleaseFolder(own("opt/openshift/release"));
  for (const [path, content] of [
    [releaseImagePath, releaseImage()],
    // Containers see /usr of the machine, and nothing else of it.
    ["usr/share/rehearsal/version", `${rehearsalVersion}\n`],
  ] as const) {
    await mkdir(dirname(own(path)), { recursive: true });
    await writeFile(own(path), content);
  }
  for (const path of mountedFolders) await mkdir(own(path), { recursive: true });
  await buildStandIns(own(standInsPath));
  for (const { path, to } of links) await symlink(to, own(path));
}

async function buildStandIns(program: string): Promise<void> {
  await mkdir(dirname(program), { recursive: true });
  await capture({
    program: "go",
    arguments: ["build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", program, "."],
    folder: join(__dirname, "standins"),
    environment: { CGO_ENABLED: "0" },
  });
  await chmod(program, 0o755);
}

/** Podman names the image only when it has all of it. */
async function addLayer(work: string, reference: string): Promise<void> {
  await writeFile(join(work, "Containerfile"), `FROM ${machineImageReference()}\nCOPY layer/ /\n`);
  const options = ["--quiet", "--pull=never", "--layers=false", "--tag", reference];
  await capture({ program: "podman", arguments: ["build", ...options, work] });
}
