import { posix } from "node:path";
import type { Platform } from "../topology/plan";
import { type IgnitionConfig, textOf } from "./config";
import { packed } from "./packed";

/** One thing that is wrong with a configuration. */
export interface Report {
  /** Where: the way through the JSON, for example `storage.files.3.mode`. */
  readonly at: string;
  readonly message: string;
}

/**
 * How much text a machine is handed at most, in bytes. What is larger carries something that belongs into the machine image.
 * The one that needs most, by far, is OpenShift's bootstrap machine with all objects of its cluster: some 280 KB, packed.
 */
export const sizeLimit = 384 * 1024;

/** Files that a machine's runtime mounts into it; Ignition fails where it would have to replace them. */
const mountedFiles: Readonly<Record<Platform, readonly string[]>> = {
  podman: ["/etc/hostname", "/etc/hosts", "/etc/resolv.conf"],
  libvirt: [],
};

/** Marks what only its owner may read: private keys in PEM, those within a kubeconfig, and the key of Secrets. */
const secret = /PRIVATE KEY-----|client-key-data:|kind: EncryptionConfiguration/;

interface Entry {
  readonly at: string;
  readonly path: string;
  readonly mode: number;
  readonly text?: string;
}

/** What is wrong with one file or directory, each rule in a sentence. */
const entryRules: readonly ((entry: Entry, platform: Platform) => string | undefined)[] = [
  ({ path }) =>
    path.startsWith("/") && posix.normalize(path) === path && !path.endsWith("/")
      ? undefined
      : `${path} must be absolute and normalised, or it is not the file that others with the same path are`,
  ({ path }, platform) =>
    mountedFiles[platform].includes(path)
      ? `${path} is mounted by the machine's runtime and cannot be written`
      : undefined,
  ({ mode }) =>
    Number.isInteger(mode) && mode >= 0 && mode <= 0o777
      ? undefined
      : `the mode ${mode} is ${mode.toString(8)} in octal digits; write it with the prefix 0o`,
  ({ path, mode, text }) =>
    text !== undefined && secret.test(text) && mode !== 0o600
      ? `${path} holds a private key and must have the mode 0600, not ${octal(mode)}`
      : undefined,
];

/** Everything that is wrong with a configuration for a platform; empty where it is fit to boot from. */
export function validate(config: IgnitionConfig, platform: Platform): readonly Report[] {
  const { directories, files } = config.storage;
  const entries: readonly Entry[] = [
    ...directories.map(({ path, mode }, index) => ({ at: `storage.directories.${index}`, path, mode })),
    ...files.map(({ path, mode, contents }, index) => ({
      at: `storage.files.${index}`,
      path,
      mode,
      text: textOf(contents.source),
    })),
  ];
  const units = config.systemd.units.map(({ name }, index) => ({ at: `systemd.units.${index}`, path: name }));
  return [
    ...entries.flatMap((entry) => reportsOf(entry, platform)),
    ...duplicates(entries),
    ...duplicates(units),
    ...oversize(config),
  ];
}

function reportsOf(entry: Entry, platform: Platform): readonly Report[] {
  return entryRules
    .map((rule) => rule(entry, platform))
    .filter((message) => message !== undefined)
    .map((message) => ({ at: entry.at, message }));
}

function duplicates(entries: readonly Pick<Entry, "at" | "path">[]): readonly Report[] {
  const first = new Map<string, string>();
  const reports: Report[] = [];
  for (const { at, path } of entries) {
    const earlier = first.get(path);
    if (earlier === undefined) first.set(path, at);
    else reports.push({ at, message: `${path} is already at ${earlier}` });
  }
  return reports;
}

/** A machine is handed the packed text: QEMU's device passes on what is large in a time that grows by its square. */
function oversize(config: IgnitionConfig): readonly Report[] {
  const size = Buffer.byteLength(packed(config));
  if (size <= sizeLimit) return [];
  return [
    { at: "", message: `${size} bytes are more than ${sizeLimit}; put what is large into the machine image` },
  ];
}

/** Whose a configuration is. */
export interface Addressee {
  readonly machine: string;
  readonly platform: Platform;
}

/** Throws one error with all reports; it names no contents, which may be secret. */
export function assertValid(config: IgnitionConfig, { machine, platform }: Addressee): void {
  const reports = validate(config, platform);
  if (reports.length === 0) return;
  const lines = reports.map(({ at, message }) => `  ${at}: ${message}`);
  throw new Error([`The Ignition config of ${machine} cannot be applied:`, ...lines].join("\n"));
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
