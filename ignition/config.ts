/**
 * The part of Ignition's configuration that this program uses, version 3.3.0, which is the newest that Debian's
 * Ignition 2.14 reads (Ignition documentation, "Configuration Specification v3.3.0").
 */
export interface IgnitionConfig {
  readonly ignition: { readonly version: "3.3.0" };
  readonly storage: {
    readonly directories: readonly IgnitionDirectory[];
    readonly files: readonly IgnitionFile[];
  };
  readonly systemd: { readonly units: readonly IgnitionUnit[] };
}

export interface IgnitionDirectory {
  readonly path: string;
  readonly mode: number;
}

export interface IgnitionFile {
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
  readonly contents?: string;
  readonly dropins?: readonly { readonly name: string; readonly contents: string }[];
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
