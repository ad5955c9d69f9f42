import { join } from "node:path";
import { withWorkFolder } from "../tools/files";
import { attempt, capture, failed, pipe, type Command } from "../tools/process";
import { timed, type Reporter } from "../tools/report";
import { debianFolder, workshop } from "./debian";
import { imageName, machineImageReference } from "./reference";
import { makeRootFileSystem } from "./root-file-system";
import { containerMachine } from "./variant";

/** How podman runs the image: first-boot ends by becoming systemd, which stops at SIGRTMIN+3. */
const settings = [
  'CMD ["/usr/local/sbin/first-boot"]',
  "ENV container=podman",
  "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "STOPSIGNAL SIGRTMIN+3",
] as const;

/** Makes the machine image if podman does not have it; interrupted anywhere, the next run makes it. */
export async function ensureMachineImage(reporter: Reporter): Promise<void> {
  const reference = machineImageReference();
  await timed(reporter, "machine image", async () => {
    if (await imageExists(reference)) return { outcome: "current", detail: reference };
    const debian = await debianFolder(containerMachine, () => {
      reporter.begin("machine image", "installing its Debian, about 1 min");
    });
    reporter.begin("machine image", "packing it, about 20 s");
    await withWorkFolder(workshop, async (work) => {
      const root = join(work, "root");
      await makeRootFileSystem(debian, root, containerMachine);
      await importImage(root, reference);
    });
    return { outcome: "done", detail: reference };
  });
}

async function imageExists(reference: string): Promise<boolean> {
  const command: Command = { program: "podman", arguments: ["image", "exists", reference] };
  const ended = await attempt(command);
  if (ended.exitCode > 1) throw failed(command, ended);
  return ended.exitCode === 0;
}

/** One layer, straight from tar: podman names the image only when it has all of it. */
async function importImage(root: string, reference: string): Promise<void> {
  const changes = settings.flatMap((setting) => ["--change", setting]);
  await pipe(
    { program: "tar", arguments: ["--create", "--numeric-owner", "--sort=name", "-C", root, "."] },
    { program: "podman", arguments: ["import", "--quiet", ...changes, "-", reference] },
  );
}

/** Removes the images of earlier recipes, and those only that no container uses; returns what it did. */
export async function removeOldImages(): Promise<readonly string[]> {
  const listing = ["images", "--filter", `reference=${imageName}`, "--format", "{{.Repository}}:{{.Tag}}"];
  const images = (await capture({ program: "podman", arguments: listing })).split("\n").filter(Boolean);
  const current = machineImageReference();
  const told: string[] = [];
  for (const image of images.filter((name) => name !== current)) {
    const ended = await attempt({ program: "podman", arguments: ["rmi", image] });
    told.push(ended.exitCode === 0 ? `removed ${image}` : `kept ${image}: ${ended.errors.trim()}`);
  }
  return told;
}
