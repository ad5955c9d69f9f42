import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { stubImage, stubImageName } from "../../../machine-image/stub-image";

interface Manifest {
  readonly Config: string;
  readonly RepoTags: readonly string[];
  readonly Layers: readonly string[];
}
interface ImageConfig {
  readonly architecture: string;
  readonly config: { readonly Entrypoint: readonly string[] };
  readonly rootfs: { readonly diff_ids: readonly string[] };
}

const archive = stubImage(Buffer.from("the pause program"), "amd64");
const member = (name: string, from = archive): Buffer =>
  execFileSync("tar", ["-x", "--to-stdout", "-f", "-", name], { input: from });
const json = (name: string): unknown => JSON.parse(member(name).toString("utf8"));
const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

describe("the pod image", () => {
  const [manifest] = json("manifest.json") as readonly [Manifest];
  const layer = member(manifest.Layers[0] ?? "");
  const config = json(manifest.Config) as ImageConfig;

  it("has the one name that every pod asks for", () => {
    expect(manifest.RepoTags).toEqual([stubImageName]);
  });

  it("names its config and its layer by their digests", () => {
    expect(manifest.Config).toBe(`${sha256(member(manifest.Config))}.json`);
    expect(config.rootfs.diff_ids).toEqual([`sha256:${sha256(layer)}`]);
  });

  it("starts pause", () => {
    expect(config.config.Entrypoint).toEqual(["/pause"]);
    expect(member("pause", layer).toString()).toBe("the pause program");
  });

  it("has Debian's merged /usr, so that a pod which mounts the machine's /usr has a shell", () => {
    const listing = execFileSync("tar", ["--list", "--verbose", "-f", "-"], {
      input: layer,
      encoding: "utf8",
    });
    for (const name of ["bin", "sbin", "lib", "lib64"])
      expect(listing).toContain(` ${name} -> usr/${name}\n`);
  });

  it("names the protocols of Services, so that a kube-proxy knows again what one before it has written", () => {
    const named = member("etc/protocols", layer).toString();
    for (const protocol of [/^tcp 6 /m, /^udp 17 /m, /^sctp 132 /m]) expect(named).toMatch(protocol);
  });

  it("is the same, byte for byte, whenever it is made", () => {
    expect(stubImage(Buffer.from("the pause program"), "amd64").equals(archive)).toBe(true);
  });
});
