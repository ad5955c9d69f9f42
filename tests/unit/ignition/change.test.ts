import { createHash } from "node:crypto";
import { changeOf, isEmpty, type Present } from "../../../ignition/change";
import { textOf } from "../../../ignition/config";
import { allFiles, givenPath } from "../../../ignition/given";
import { ignitionConfig } from "../../../ignition/node";
import { type MachineFiles, publicFile, rootFile } from "../../../manifests/file";

const configuration = publicFile("/etc/haproxy/haproxy.cfg", "global\n");
const authority = publicFile("/etc/haproxy/kubernetes-ca.crt", "a certificate");
const files: MachineFiles = {
  directories: [],
  files: [configuration, authority],
  units: [{ name: "haproxy.service", enabled: true }],
};
const config = ignitionConfig(files);

/** A machine that has exactly what its config says. */
const asGiven: Present = {
  files: config.storage.files.map(({ path, mode, user, contents }) => ({
    path,
    mode,
    owner: user?.id ?? 0,
    sha256: createHash("sha256").update(textOf(contents.source)).digest("hex"),
  })),
  given: (allFiles(files).at(-1)?.contents ?? "").trimEnd().split("\n"),
  pending: [],
};
const without = (path: string): Present => ({
  ...asGiven,
  files: asGiven.files.filter((file) => file.path !== path),
});
const written = (present: Present) => changeOf(config, present).write.map(({ path }) => path);

describe("a machine that is as its config says", () => {
  it("is left alone", () => {
    expect(isEmpty(changeOf(config, asGiven))).toBe(true);
  });
});

describe("a file", () => {
  it("that is missing is written, and its reader reads it again", () => {
    const change = changeOf(config, without(configuration.path));
    expect(change.write.map(({ path }) => path)).toEqual([configuration.path]);
    expect(change.effects).toEqual(["reload haproxy.service"]);
  });

  it.each([
    ["other contents", { sha256: "0".repeat(64) }],
    ["another mode", { mode: 0o666 }],
    ["another owner", { owner: 1000 }],
  ])("with %s is put right, whoever changed it", (_, difference) => {
    const changed = asGiven.files.map((file) =>
      file.path === authority.path ? { ...file, ...difference } : file,
    );
    expect(written({ ...asGiven, files: changed })).toEqual([authority.path]);
  });

  it("that the config no longer has is removed", () => {
    const given = [...asGiven.given, "file /etc/haproxy/old.cfg"];
    expect(changeOf(config, { ...asGiven, given })).toMatchObject({
      remove: ["/etc/haproxy/old.cfg"],
      effects: ["reload haproxy.service"],
    });
  });

  it("that was never given by the program is nobody's business", () => {
    const foreign = { path: "/etc/haproxy/mine.cfg", mode: 0o644, owner: 0, sha256: "0" };
    expect(isEmpty(changeOf(config, { ...asGiven, files: [...asGiven.files, foreign] }))).toBe(true);
  });
});

describe("a unit", () => {
  it("that is new starts with the machine from now on, and one that is gone no longer does", () => {
    const given = [...asGiven.given.filter((line) => !line.startsWith("unit")), "unit old.service"];
    expect(changeOf(config, { ...asGiven, given })).toMatchObject({
      enable: ["haproxy.service"],
      disable: ["old.service"],
    });
  });
});

describe("a change that was cut off", () => {
  it("is taken up again, though its files are in place", () => {
    const change = changeOf(config, { ...asGiven, pending: ["reload haproxy.service"] });
    expect(change.write).toEqual([]);
    expect(change.effects).toEqual(["reload haproxy.service"]);
  });
});

describe("a private file", () => {
  it("is compared by the owner that the config gives it", () => {
    const secret = ignitionConfig({
      ...files,
      files: [rootFile("/etc/kubernetes/kubelet/server.key", "key")],
    });
    expect(changeOf(secret, asGiven).write.map(({ path }) => path)).toEqual([
      "/etc/kubernetes/kubelet/server.key",
      givenPath,
    ]);
  });
});
