import { dataUrl, type IgnitionConfig, type IgnitionFile } from "../../../ignition/config";
import { randomBytes } from "node:crypto";
import { assertValid, sizeLimit, validate } from "../../../ignition/validate";

const file = (path: string, contents = "x", mode = 0o644): IgnitionFile => ({
  path,
  mode,
  overwrite: true,
  contents: { source: dataUrl(contents) },
});

/** A configuration with these files, and with the units of these names. */
const config = (files: readonly IgnitionFile[], units: readonly string[] = []): IgnitionConfig => ({
  ignition: { version: "3.3.0" },
  storage: { directories: [{ path: "/var/lib/etcd", mode: 0o700 }], files },
  systemd: { units: units.map((name) => ({ name, enabled: true })) },
});

const key = "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n";

describe("a configuration that is fit to boot from", () => {
  it("has no reports", () => {
    expect(validate(config([file("/etc/a"), file("/etc/key", key, 0o600)], ["a.service"]), "podman")).toEqual(
      [],
    );
  });
});

describe("what is reported", () => {
  it.each([
    [
      "a path twice",
      [file("/etc/a"), file("/etc/a")],
      "storage.files.1",
      "/etc/a is already at storage.files.0",
    ],
    [
      "a file where a directory is",
      [file("/var/lib/etcd")],
      "storage.files.0",
      "/var/lib/etcd is already at storage.directories.0",
    ],
    ["a relative path", [file("etc/a")], "storage.files.0", "must be absolute and normalised"],
    ["a path with dots", [file("/etc/../a")], "storage.files.0", "must be absolute and normalised"],
    [
      "a path with a slash at its end",
      [file("/etc/a/")],
      "storage.files.0",
      "must be absolute and normalised",
    ],
    [
      "decimal digits meant as octal ones",
      [file("/etc/a", "x", 644)],
      "storage.files.0",
      "the mode 644 is 1204 in octal digits; write it with the prefix 0o",
    ],
    [
      "a private key that others may read",
      [file("/etc/key", key)],
      "storage.files.0",
      "/etc/key holds a private key and must have the mode 0600, not 0644",
    ],
    [
      "a kubeconfig that others may read",
      [file("/etc/kubeconfig", "users: [{user: {client-key-data: abc}}]")],
      "storage.files.0",
      "must have the mode 0600",
    ],
    [
      "the key of Secrets that others may read",
      [file("/etc/encryption.yaml", "kind: EncryptionConfiguration")],
      "storage.files.0",
      "must have the mode 0600",
    ],
    ["a file that podman mounts", [file("/etc/hosts")], "storage.files.0", "cannot be written"],
  ])("%s", (_, files, at, message) => {
    expect(validate(config(files), "podman")).toEqual([
      { at, message: expect.stringContaining(message) as string },
    ]);
  });

  it("a unit twice", () => {
    expect(validate(config([], ["a.service", "a.service"]), "podman")).toEqual([
      { at: "systemd.units.1", message: "a.service is already at systemd.units.0" },
    ]);
  });

  it("a configuration that carries what belongs into the machine image", () => {
    expect(
      validate(config([file("/etc/large", randomBytes(sizeLimit).toString("base64"))]), "podman"),
    ).toEqual([{ at: "", message: expect.stringContaining(`are more than ${sizeLimit}`) as string }]);
  });
});

describe("the error", () => {
  it("has all reports at once, the machine's name and no contents", () => {
    const wrong = config([file("etc/a", key), file("/etc/hosts")]);
    expect(() => {
      assertValid(wrong, { machine: "master-0", platform: "podman" });
    }).toThrow(/^The Ignition config of master-0 cannot be applied:(\n {2}storage\.files\.[01]: [^\n]+){3}$/);
    expect(() => {
      assertValid(wrong, { machine: "master-0", platform: "podman" });
    }).not.toThrow(/MII/);
  });
});
