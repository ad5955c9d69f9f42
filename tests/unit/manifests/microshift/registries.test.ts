import { registriesFiles } from "../../../../manifests/microshift/registries";

describe("mirrors of registries", () => {
  it("are tried in their order, before the source", () => {
    const mirrors = [{ source: "quay.io", mirrors: ["a.example.com/quay", "b.example.com"] }];
    expect(registriesFiles({ mirrors })).toEqual([
      {
        path: "/etc/containers/registries.conf.d/99-mirrors.conf",
        mode: 0o644,
        owner: "root",
        contents: [
          "[[registry]]",
          'prefix = "quay.io"',
          'location = "quay.io"',
          "",
          "[[registry.mirror]]",
          'location = "a.example.com/quay"',
          "",
          "[[registry.mirror]]",
          'location = "b.example.com"',
          "",
        ].join("\n"),
      },
    ]);
  });

  it("are no file where there are none", () => {
    expect(registriesFiles({ mirrors: [] })).toEqual([]);
  });
});
