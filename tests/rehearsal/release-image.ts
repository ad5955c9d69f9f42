import { createHash } from "node:crypto";
import { ustar, type TarEntry } from "../../machine-image/ustar";
import { architecture } from "../../tools/versions";
import { releaseImageName } from "./names";

const entry = (path: string, kind: TarEntry["kind"], content: string | Buffer = ""): TarEntry => ({
  path,
  kind,
  mode: kind === "file" ? 0o644 : 0o755,
  content: Buffer.from(content),
});

/** Mount points, and Debian's merged /usr: the programs are the machine's. */
const layerEntries = [
  ...["etc", "etc/kubernetes", "etc/ssl", "etc/ssl/certs", "opt", "tmp", "usr"].map((path) =>
    entry(path, "folder"),
  ),
  ...["bin", "sbin", "lib", "lib64"].map((path) => entry(path, "link", `usr/${path}`)),
];

const digest = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

/**
 * The archive of the image that stands in for the release's: nothing but the name of the program that it starts, as the
 * pod of the cluster-version operator names none (image specification 1.2, as `docker save` writes it).
 */
export function releaseImage(): Buffer {
  const layer = ustar(layerEntries);
  const config = JSON.stringify({
    architecture,
    os: "linux",
    config: { Entrypoint: ["/usr/bin/cluster-version-operator"], Env: ["PATH=/usr/bin"] },
    rootfs: { type: "layers", diff_ids: [`sha256:${digest(layer)}`] },
    history: [],
  });
  const manifest = [{ Config: "config.json", RepoTags: [releaseImageName], Layers: ["layer.tar"] }];
  return ustar([
    entry("config.json", "file", config),
    entry("layer.tar", "file", layer),
    entry("manifest.json", "file", JSON.stringify(manifest)),
  ]);
}
