/** A checksum that the publisher gave and that is pinned here. */
export interface PinnedChecksum {
  readonly kind: "pinned";
  readonly algorithm: "sha256" | "sha512";
  readonly sum: string;
}

/** The publisher's own list of checksums, fetched beside the download. */
export interface PublishedChecksum {
  readonly kind: "published";
  readonly algorithm: "sha256" | "sha512";
  readonly url: string;
}

/** A program that the user has already, taken if it says that it is the wanted version. */
export interface PathSource {
  readonly kind: "path";
  readonly program: string;
  readonly versionArguments: readonly string[];
}

/** The publisher's own build: a gzipped tar archive, or a zip archive if its name says so. */
export interface DownloadSource {
  readonly kind: "download";
  readonly url: string;
  readonly checksum: PinnedChecksum | PublishedChecksum;
  /** The archive's members to take; each keeps its base name. */
  readonly members: readonly string[];
}

/** A build from the Go module proxy, by the small modules under tools/go (facts: toolchain.md). */
export interface GoSource {
  readonly kind: "go";
  readonly modules: readonly GoModule[];
  /** How long a first build takes on two cores, for the line that tells that it has begun. */
  readonly takes: string;
}

/** One module under tools/go, and the main packages to build in it. */
export interface GoModule {
  readonly folder: string;
  readonly packages: readonly string[];
  readonly tags?: readonly string[];
  /** What the module's one program is to be called, where that is not the name of its package. */
  readonly program?: string;
  readonly linkerFlags: readonly string[];
}

/** A program of the machines that is good for the host as well. */
export interface MachineSource {
  readonly kind: "machine";
  readonly program: string;
}

export type Source = PathSource | DownloadSource | GoSource | MachineSource;

/** One entry of the toolchain: the programs and, in order of preference, where they come from. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly why: string;
  /** `up`: every command on a cluster; `libvirt`: those on the platform of that name alone. */
  readonly neededBy: "up" | "libvirt";
  /**
   * `host`: .tools/bin, used by make; `machine`: .tools/machine/bin, goes into the machine image; `engine`:
   * .tools/engine/bin, from where it is put into the engine's home.
   */
  readonly runsOn: "host" | "machine" | "engine";
  readonly programs: readonly string[];
  readonly sources: readonly Source[];
}
