import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machineImageReference } from "../../../machine-image/reference";
import { capture } from "../../../tools/process";

/**
 * A podman storage of a test's own, in which images may be broken and disks be full while other stacks run: it sees the
 * images of the host's storage, and keeps what is changed to itself. Its volumes are on a file system of their own.
 */
export class Storage {
  private readonly folder = mkdtempSync("/var/tmp/hardway-moments-");
  private readonly volumes = join(this.folder, "graph", "volumes");
  /** For every program that shall use this storage. */
  readonly environment = {
    CONTAINERS_STORAGE_CONF: this.configuration("with-images", "/var/lib/containers/storage"),
  };
  /** The same, without the images of the host. */
  readonly withoutImages = { CONTAINERS_STORAGE_CONF: this.configuration("without-images") };

  async open(): Promise<void> {
    mkdirSync(this.volumes, { recursive: true });
    await capture({
      program: "mount",
      arguments: ["-t", "tmpfs", "-o", "mode=711", "hardway-moments", this.volumes],
    });
  }

  /** Sets the size of the file system that holds the volumes of all machines. */
  async resize(size: string): Promise<void> {
    await capture({ program: "mount", arguments: ["-o", `remount,size=${size}`, this.volumes] });
  }

  podman(...parts: readonly string[]): Promise<string> {
    return capture({ program: "podman", arguments: parts, environment: this.environment });
  }

  /** Puts another image in the place of the machine image: the same with some files, or its command, replaced. */
  async breakImage({ files = {}, command }: ImageChange): Promise<void> {
    const broken = await this.podman("--runtime", "runc", "create", machineImageReference());
    for (const [path, content] of Object.entries(files))
      await this.podman("cp", content, `${broken.trim()}:${path}`);
    const change = command === undefined ? [] : ["--change", `CMD ${JSON.stringify(command)}`];
    await this.podman("commit", "--quiet", ...change, broken.trim(), machineImageReference());
    await this.podman("rm", broken.trim());
  }

  /** Lets the host's machine image be seen again. */
  async mendImage(): Promise<void> {
    await this.podman("untag", machineImageReference());
  }

  async remove(): Promise<void> {
    // The containers are gone with their stack; what is left are images, the volumes' file system and podman's own mounts.
    const mounted = readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .map((line) => line.split(" ")[1] ?? "");
    for (const path of mounted.filter((path) => path.startsWith(this.folder)).reverse())
      await capture({ program: "umount", arguments: [path] });
    rmSync(this.folder, { recursive: true });
  }

  private configuration(name: string, ...imageStores: readonly string[]): string {
    const path = join(this.folder, `${name}.conf`);
    const lines = [
      "[storage]",
      'driver = "overlay"',
      `graphroot = ${JSON.stringify(join(this.folder, "graph"))}`,
      `runroot = ${JSON.stringify(join(this.folder, "run"))}`,
      "[storage.options]",
      `additionalimagestores = ${JSON.stringify(imageStores)}`,
    ];
    writeFileSync(path, `${lines.join("\n")}\n`);
    return path;
  }
}

/** What is different in a broken image. */
export interface ImageChange {
  /** The host's files that are put into it, by their path in it. */
  readonly files?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
}
