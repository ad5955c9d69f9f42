import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withWorkFolder } from "../../../tools/files";
import { repository, toolsFolder } from "../../../tools/paths";
import { attempt, capture } from "../../../tools/process";
import { type Reporter, timed } from "../../../tools/report";
import { contractImageReference } from "../contract/image";
import { usualVariant } from "../contract/names";

/** The SSH server of this host, whose system is that of the image. */
const sshd = "/usr/sbin/sshd";

/** Packages of a system do not enable MicroShift's service; the contract image does, by this link from the machine's root. */
export const enabledByContract = "etc/systemd/system/multi-user.target.wants/microshift.service";

function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .flatMap((path) => [path.slice(repository.length), readFileSync(path, "utf8")]);
}

/** The image of a host that is there already, by its name and a digest of everything that goes into it. */
export function hostImageReference(): string {
  const parts = [contractImageReference(usualVariant), ...contents(__dirname)];
  return `localhost/hardway-microshift-host:${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12)}`;
}

/** Makes that image, where it is missing, from the contract image, which must be there, and this host's own sshd. */
export async function ensureHostImage(reporter: Reporter): Promise<string> {
  const reference = hostImageReference();
  await timed(reporter, "microshift host image", async () => {
    const { exitCode } = await attempt({ program: "podman", arguments: ["image", "exists", reference] });
    if (exitCode === 0) return { outcome: "current", detail: reference };
    await withWorkFolder(join(toolsFolder, "microshift-contract"), async (work) => {
      await writeStandIns(join(work, "layer"));
      await writeSshServer(join(work, "layer"));
      const recipe = `FROM ${contractImageReference(usualVariant)}\nCOPY layer/ /\nRUN rm /${enabledByContract}\n`;
      await writeFile(join(work, "Containerfile"), recipe);
      const options = ["--quiet", "--pull=never", "--layers=false", "--isolation=chroot", "--tag", reference];
      await capture({ program: "podman", arguments: ["build", ...options, work] });
    });
    return { outcome: "done", detail: reference };
  });
  return reference;
}

/** Writes what a Red Hat system has and no Debian, laid out as in the machine. */
export async function writeStandIns(layer: string): Promise<void> {
  await cp(join(__dirname, "rootfs"), layer, { recursive: true });
  await symlink("firewall-cmd", join(layer, "usr/bin/firewall-offline-cmd"));
  await enable(layer, ["firewalld", "NetworkManager"]);
}

/** Writes the SSH server of this host with its libraries, and how it is started. */
async function writeSshServer(layer: string): Promise<void> {
  await cp(join(__dirname, "sshd"), layer, { recursive: true });
  for (const path of [sshd, ...(await librariesOf(sshd))]) {
    const target = join(layer, path.replace(/^\/lib/, "/usr/lib"));
    await mkdir(dirname(target), { recursive: true });
    await cp(path, target, { dereference: true });
  }
  await enable(layer, ["ssh"]);
}

async function enable(layer: string, services: readonly string[]): Promise<void> {
  const wanted = join(layer, "etc/systemd/system/multi-user.target.wants");
  await mkdir(wanted, { recursive: true });
  for (const name of services) await symlink(`../${name}.service`, join(wanted, `${name}.service`));
}

/** The files of the libraries that a program is linked to. */
async function librariesOf(program: string): Promise<readonly string[]> {
  const shown = await capture({ program: "ldd", arguments: [program] });
  return [...shown.matchAll(/=> (\/\S+) \(/g)].map(([, path = ""]) => path);
}
