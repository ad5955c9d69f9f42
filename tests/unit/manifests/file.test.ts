import { executableFile, mergeMachineFiles, publicFile, rootFile } from "../../../manifests/file";

describe("a machine's file", () => {
  it("is readable by all, by root alone, or executable", () => {
    expect([publicFile, rootFile, executableFile].map((make) => make("/f", "").mode)).toEqual([
      0o644, 0o600, 0o755,
    ]);
  });
});

describe("the parts of a machine", () => {
  it("are merged in their order, whatever each of them leaves out", () => {
    const one = publicFile("/one", "1");
    const two = rootFile("/two", "2");
    expect(
      mergeMachineFiles([
        { files: [one] },
        { directories: [{ path: "/d", mode: 0o700 }] },
        { files: [two], units: [{ name: "u.service", enabled: true }] },
      ]),
    ).toEqual({
      directories: [{ path: "/d", mode: 0o700 }],
      files: [one, two],
      units: [{ name: "u.service", enabled: true }],
    });
  });
});
