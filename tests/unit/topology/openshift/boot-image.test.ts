import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { bootImageIn } from "../../../../topology/openshift/boot-image";
import { imageSource } from "../../../../topology/image";
import { streamOf } from "../../../support/coreos-stream";

describe("the boot image in stream metadata", () => {
  it("is the disk for QEMU, with its address and both checksums; that of a bare machine reads no config from QEMU", () => {
    expect(bootImageIn(streamOf())).toEqual({
      release: "10.0.20251103-0",
      image: {
        url: "https://rhcos.mirror.openshift.com/art/storage/prod/streams/c10s/builds/10.0.20251103-0/x86_64/scos-10.0.20251103-0-qemu.x86_64.qcow2.gz",
        sha256: "5b8f269822647f1471c4ae6aab445a1a4e3bce1522fcb566a507f4881c437a0a",
        uncompressedSha256: "70609c79412a7853f0634f34afdd0e0a2492d4e188d45b78d4c9ead41ff571c8",
      },
    });
  });

  it("is what stack okd has", () => {
    const { config } = parse(readFileSync(join(__dirname, "../../../../Pulumi.okd.yaml"), "utf8")) as {
      readonly config: Readonly<Record<string, unknown>>;
    };
    expect(config["hardway:libvirt"]).toMatchObject({
      image: (bootImageIn(streamOf()) as { readonly image: object }).image,
    });
  });

  it("may be compressed otherwise, as Fedora CoreOS has it", () => {
    const disk = { location: "https://example.com/a.qcow2.xz", sha256: "a".repeat(64) };
    const found = bootImageIn(
      streamOf({ "qcow2.xz": { disk: { ...disk, "uncompressed-sha256": "b".repeat(64) } } }),
    );
    expect("image" in found && imageSource(found.image)).toMatchObject({
      compression: "xz",
      diskSha256: "b".repeat(64),
    });
  });

  it("may be no compressed one, which has one checksum", () => {
    const disk = { location: "https://example.com/a.qcow2", sha256: "a".repeat(64) };
    const image = { url: disk.location, sha256: disk.sha256 };
    expect(bootImageIn(streamOf({ qcow2: { disk } }))).toMatchObject({ image });
    expect(
      bootImageIn(streamOf({ qcow2: { disk: { ...disk, "uncompressed-sha256": null } } })),
    ).toMatchObject({ image });
  });

  it.each([
    ["<html>", "no JSON"],
    ["{}", "no JSON with architectures"],
    [JSON.stringify({ architectures: { aarch64: { artifacts: {} } } }), "no artifact qemu"],
    [JSON.stringify({ architectures: { x86_64: { artifacts: {} } } }), "no artifact qemu"],
    [streamOf({ "vmdk.gz": { disk: { location: "https://a/b", sha256: "a".repeat(64) } } }), "no disk in"],
    [streamOf({ qcow2: { disk: { location: "https://a/b", sha256: "a" } } }), "none of SHA-256"],
    [streamOf({ qcow2: { disk: { location: "a.qcow2", sha256: "a".repeat(64) } } }), "no address"],
  ])("is missing, and it is said what is: %#", (text, lacks) => {
    expect(bootImageIn(text)).toEqual({ lacks: expect.stringContaining(lacks) as string });
  });
});
