import { execFileSync } from "node:child_process";
import { changeOf } from "../../../../ignition/change";
import { ignitionConfig } from "../../../../ignition/node";
import { privateDirectory, privateFile, publicFile } from "../../../../manifests/file";
import { archiveOf, presentOf } from "../../../../tools/upkeep/machine";

describe("what a machine says of itself", () => {
  const sha256 = "ab".repeat(32);

  it("is read line by line", () => {
    expect(
      presentOf(
        [
          "given file /etc/haproxy/haproxy.cfg",
          "given unit haproxy.service",
          "pending reload haproxy.service",
          "mode 644 0 /etc/haproxy/haproxy.cfg",
          `sha256 ${sha256}  /etc/haproxy/haproxy.cfg`,
          "",
        ].join("\n"),
      ),
    ).toEqual({
      given: ["file /etc/haproxy/haproxy.cfg", "unit haproxy.service"],
      pending: ["reload haproxy.service"],
      files: [{ path: "/etc/haproxy/haproxy.cfg", mode: 0o644, owner: 0, sha256 }],
    });
  });
});

describe("the archive of a change", () => {
  const config = ignitionConfig({
    directories: [privateDirectory("etcd", "/var/lib/etcd")],
    files: [
      publicFile("/etc/kubernetes/etcd/ca.crt", "a certificate"),
      privateFile("etcd", "/etc/kubernetes/etcd/server.key", "a key"),
    ],
    units: [],
  });
  const change = changeOf(config, { files: [], given: ["file /etc/old"], pending: [] });
  const listing = execFileSync("tar", ["--list", "--verbose", "--numeric-owner"], {
    input: archiveOf(change),
    encoding: "utf8",
  });

  it("has each file beside its place, with its mode and owner", () => {
    expect(listing).toMatch(/^-rw-r--r-- 0\/0 +13 .* etc\/kubernetes\/etcd\/\.ca\.crt\.hardway$/m);
    expect(listing).toMatch(/^-rw------- 379\/379 +5 .* etc\/kubernetes\/etcd\/\.server\.key\.hardway$/m);
    expect(listing).toMatch(/^drwx------ 379\/379 +0 .* var\/lib\/etcd\/$/m);
  });

  it("has the lists of what is to be done, for root alone", () => {
    const read = (name: string) =>
      execFileSync("tar", ["--extract", "--to-stdout", `var/lib/hardway/${name}`], {
        input: archiveOf(change),
        encoding: "utf8",
      });
    expect(read("removed")).toBe("/etc/old\n");
    expect(read("pending")).toBe("roll static-pods\n");
    expect(listing).toMatch(/^-rw------- 0\/0 .* var\/lib\/hardway\/written$/m);
  });
});
