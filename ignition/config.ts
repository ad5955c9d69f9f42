/**
 * The part of Ignition's configuration that this program uses, version 3.3.0, which is the newest that Debian's
 * Ignition 2.14 reads (Ignition documentation, "Configuration Specification v3.3.0").
 */
export interface IgnitionConfig {
  readonly ignition: {
    readonly version: "3.3.0";
    /** Configs that are fetched and taken for a part of this one, which goes before them. */
    readonly config?: { readonly merge: readonly IgnitionSource[] };
    /** Who is trusted when they are fetched. */
    readonly security?: { readonly tls: { readonly certificateAuthorities: readonly IgnitionSource[] } };
  };
  /** Left out where nothing belongs to anybody but root, and nobody logs in. */
  readonly passwd?: {
    readonly groups: readonly IgnitionGroup[];
    readonly users: readonly (IgnitionUser | IgnitionLogin)[];
  };
  readonly storage: {
    readonly directories: readonly IgnitionDirectory[];
    readonly files: readonly IgnitionFile[];
  };
  readonly systemd: { readonly units: readonly IgnitionUnit[] };
}

/** Something at a URL, which may be a data URL (RFC 2397). */
export interface IgnitionSource {
  readonly source: string;
}

/** A user of the machine image who may log in by SSH. */
export interface IgnitionLogin {
  readonly name: string;
  readonly sshAuthorizedKeys: readonly string[];
}

/** A group that the machine image does not have. */
export interface IgnitionGroup {
  readonly name: string;
  readonly gid: number;
}

/** A user that the machine image does not have, and as whom nobody logs in. */
export interface IgnitionUser {
  readonly name: string;
  readonly uid: number;
  readonly primaryGroup: string;
  readonly homeDir: string;
  readonly noCreateHome: true;
  readonly shell: string;
  readonly system: true;
}

/** Whose a file or directory is, by numbers; root's where they are left out. */
export interface IgnitionOwnership {
  readonly user?: { readonly id: number };
  readonly group?: { readonly id: number };
}

export interface IgnitionDirectory extends IgnitionOwnership {
  readonly path: string;
  readonly mode: number;
}

export interface IgnitionFile extends IgnitionOwnership {
  readonly path: string;
  /** As a number: JSON has no octal digits, and 0644 reads 420. */
  readonly mode: number;
  /** Whether a file of the machine image may be replaced. */
  readonly overwrite: boolean;
  readonly contents: {
    /** A data URL (RFC 2397). */
    readonly source: string;
  };
}

export interface IgnitionUnit {
  readonly name: string;
  readonly enabled: boolean;
}

const dataUrlPrefix = "data:;base64,";

/** Text as a data URL; base64, because certificates and scripts would need most of their characters escaped. */
export function dataUrl(contents: string): string {
  return dataUrlPrefix + Buffer.from(contents, "utf8").toString("base64");
}

/** The text of a data URL that `dataUrl` made. */
export function textOf(source: string): string {
  return Buffer.from(source.slice(dataUrlPrefix.length), "base64").toString("utf8");
}
