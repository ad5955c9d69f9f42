import { createHash } from "node:crypto";
import { type TarEntry, ustar } from "../../../machine-image/ustar";
import { architecture } from "../../../tools/versions";

const entry = (
  path: string,
  kind: TarEntry["kind"],
  mode: number,
  content: Buffer | string = "",
): TarEntry => ({
  path,
  kind,
  mode,
  content: Buffer.from(content),
});

const digest = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

/** The archive of an image with one program in its root, which it starts (image specification 1.2, as `docker save` writes it). */
export function programImage(name: string, program: string, content: Buffer): Buffer {
  const layer = ustar([
    entry("etc", "folder", 0o755),
    entry("etc/passwd", "file", 0o644, "root:x:0:0:root:/:/bin/false\n"),
    entry("tmp", "folder", 0o1777),
    entry(program, "file", 0o755, content),
  ]);
  const config = JSON.stringify({
    architecture,
    os: "linux",
    config: { Entrypoint: [`/${program}`], Env: ["PATH=/"] },
    rootfs: { type: "layers", diff_ids: [`sha256:${digest(layer)}`] },
    history: [],
  });
  const manifest = [{ Config: "config.json", RepoTags: [name], Layers: ["layer.tar"] }];
  return ustar([
    entry("config.json", "file", 0o644, config),
    entry("layer.tar", "file", 0o644, layer),
    entry("manifest.json", "file", 0o644, JSON.stringify(manifest)),
  ]);
}
