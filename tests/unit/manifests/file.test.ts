import {
  executableFile,
  mergeMachineFiles,
  owners,
  privateDirectory,
  privateFile,
  publicFile,
  rootFile,
} from "../../../manifests/file";

describe("a machine's file", () => {
  it("is readable by all, by root alone, or executable", () => {
    expect([publicFile, rootFile, executableFile].map((make) => make("/f", "").mode)).toEqual([
      0o644, 0o600, 0o755,
    ]);
  });

  it("is root's, unless it is private to another user", () => {
    expect([publicFile, rootFile, executableFile].every((make) => make("/f", "").owner === "root")).toBe(
      true,
    );
    expect(privateFile("etcd", "/f", "")).toMatchObject({ owner: "etcd", mode: 0o600 });
  });
});

describe("an owner", () => {
  it("is a user of the system with a number of its own", () => {
    const ids = Object.values(owners).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBeLessThan(1000);
  });
});

describe("the parts of a machine", () => {
  it("are merged in their order, whatever each of them leaves out", () => {
    const one = publicFile("/one", "1");
    const two = rootFile("/two", "2");
    const directory = privateDirectory("root", "/d");
    expect(
      mergeMachineFiles([
        { files: [one] },
        { directories: [directory] },
        { files: [two], units: [{ name: "u.service", enabled: true }] },
      ]),
    ).toEqual({
      directories: [directory],
      files: [one, two],
      units: [{ name: "u.service", enabled: true }],
    });
  });
});
