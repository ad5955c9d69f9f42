import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { copyFile, cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { machineImageReference } from "../../../machine-image/reference";
import { withWorkFolder } from "../../../tools/files";
import { repository, toolsFolder } from "../../../tools/paths";
import { attempt, capture } from "../../../tools/process";
import { type Reporter, timed } from "../../../tools/report";
import { kubeVipCloudProvider } from "../../support/kube-vip-cloud-provider";
import { openshiftApi } from "../../support/openshift-api";
import { programImage } from "./program-image";
import {
  type ContractVariant,
  crdFolder,
  folders,
  imageFolder,
  imageName,
  links,
  programImages,
  standInNames,
  crdFiles,
} from "./names";

/** A file's part of the digest; of a folder, that of all its files but tests and texts. */
function contents(path: string): readonly string[] {
  const absolute = join(repository, path);
  const status = statSync(absolute);
  if (!status.isDirectory()) return [path, String(status.mode & 0o100), readFileSync(absolute, "utf8")];
  return readdirSync(absolute)
    .sort()
    .filter((name) => !/(\.test\.ts|_test\.go|\.md)$/.test(name))
    .flatMap((name) => contents(join(path, name)));
}

/** The contract image, by its name and a tag that is a digest of everything that goes into it. */
export function contractImageReference(variant: ContractVariant): string {
  const parts = [machineImageReference(), JSON.stringify(variant), ...contents("tests/microshift/contract")];
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${imageName}:${digest.slice(0, 12)}`;
}

/**
 * Makes the contract image if podman does not have it: the machine image, which must be there, with the stand-in in the
 * place of MicroShift. Needs Go, and Go's proxy the first time.
 */
export async function ensureContractImage(reporter: Reporter, variant: ContractVariant): Promise<string> {
  const reference = contractImageReference(variant);
  await timed(reporter, "microshift contract image", async () => {
    const { exitCode } = await attempt({ program: "podman", arguments: ["image", "exists", reference] });
    if (exitCode === 0) return { outcome: "current", detail: reference };
    await withWorkFolder(join(toolsFolder, "microshift-contract"), async (work) => {
      await writeContractLayer(join(work, "layer"), variant);
      await addLayer(work, reference);
    });
    return { outcome: "done", detail: reference };
  });
  return reference;
}

/** Writes what the machine image gets besides, laid out as in the machine. */
export async function writeContractLayer(layer: string, variant: ContractVariant): Promise<void> {
  const own = (path: string): string => join(layer, path);
  await cp(join(__dirname, "rootfs"), layer, { recursive: true });
  for (const path of folders) await mkdir(own(path), { recursive: true });
  await writeFile(own("usr/share/microshift/version"), `${variant.version}\n`);
  for (const { path, to } of links) {
    await mkdir(dirname(own(path)), { recursive: true });
    await symlink(to, own(path));
  }
  await mkdir(own("usr/bin"), { recursive: true });
  const [first, ...others] = standInNames;
  await buildStandIn(own(`usr/bin/${first}`), variant);
  for (const name of others) await copyFile(own(`usr/bin/${first}`), own(`usr/bin/${name}`));
  await writeCrds(own(crdFolder));
  await writeImages(own(imageFolder), own(`usr/bin/${first}`));
}

/** The CRDs of OpenShift that MicroShift brings, as the real API has them. */
async function writeCrds(folder: string): Promise<void> {
  const { routeManifests, payloadManifests } = await openshiftApi();
  await mkdir(folder, { recursive: true });
  for (const source of [routeManifests, join(payloadManifests, "crds")])
    for (const name of readdirSync(source).filter((each) => crdFiles.some((wanted) => wanted.test(each))))
      await copyFile(join(source, name), join(folder, name));
}

/** The images of programs that pods run, by the names that no registry here has. */
async function writeImages(folder: string, standIn: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, program, source } of programImages) {
    const built = source === "the stand-in" ? standIn : await kubeVipCloudProvider();
    await writeFile(join(folder, `${program}.tar`), programImage(name, program, readFileSync(built)));
  }
}

/** Builds the program in the place of MicroShift, which has the words by which its build is known in it. */
async function buildStandIn(program: string, { build }: ContractVariant): Promise<void> {
  const linked = `-s -w -X main.variant=BuildVariant=${build}`;
  await capture({
    program: "go",
    arguments: ["build", "-trimpath", "-buildvcs=false", "-ldflags", linked, "-o", program, "./microshift"],
    folder: join(__dirname, "standin"),
    environment: { CGO_ENABLED: "0" },
  });
}

/** The machine starts systemd at once: nothing configures it but files. Podman names the image when it has all of it. */
async function addLayer(work: string, reference: string): Promise<void> {
  const recipe = `FROM ${machineImageReference()}\nCOPY layer/ /\nCMD ["/sbin/init"]\n`;
  await writeFile(join(work, "Containerfile"), recipe);
  const options = ["--quiet", "--pull=never", "--layers=false", "--tag", reference];
  await capture({ program: "podman", arguments: ["build", ...options, work] });
}
