import { createHash } from "node:crypto";
import { ustar, type TarEntry } from "./ustar";

/** The one image of every pod (facts: podman-nodes.md, 3): `pause`, and mount points for everything else. */
export const stubImageName = "localhost/k8s:1";

/** Where the image's archive lies in a machine. */
export const stubImagePath = "/opt/k8s/images/k8s.tar";

const nothing = Buffer.alloc(0);
const folder = (path: string, mode = 0o755): TarEntry => ({ path, kind: "folder", mode, content: nothing });
const link = (path: string, to: string): TarEntry => ({
  path,
  kind: "link",
  mode: 0o777,
  content: Buffer.from(to),
});
const file = (path: string, content: Buffer, mode = 0o644): TarEntry => ({
  path,
  kind: "file",
  mode,
  content,
});

/**
 * Names for the numbers of protocols. Without them `nft` in kube-proxy's pod lists the Services' addresses with numbers
 * in the place of names; a kube-proxy that starts where one ran before then takes them for strangers and removes them.
 */
const protocols = "icmp 1 ICMP\ntcp 6 TCP\nudp 17 UDP\nsctp 132 SCTP\n";

/** The image's only layer: mount points, Debian's merged /usr, two users, the protocols' names, and `pause`. */
function layerEntries(pause: Buffer): readonly TarEntry[] {
  return [
    ...["etc", "etc/kubernetes", "etc/ssl", "etc/ssl/certs", "k8s", "run", "usr", "var", "var/lib"].map(
      (path) => folder(path),
    ),
    folder("tmp", 0o1777),
    // A pod that mounts the machine's /usr finds its shell and its libraries by these.
    ...["bin", "sbin", "lib", "lib64"].map((path) => link(path, `usr/${path}`)),
    file(
      "etc/passwd",
      Buffer.from("root:x:0:0:root:/:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\n"),
    ),
    file("etc/group", Buffer.from("root:x:0:\nnobody:x:65534:\n")),
    file("etc/protocols", Buffer.from(protocols)),
    file("pause", pause, 0o755),
  ];
}

const digest = (content: Buffer): string => createHash("sha256").update(content).digest("hex");
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/**
 * The archive of the pod image, in the form that `docker save` writes (image specification 1.2) and
 * containerd imports. The same `pause` gives the same bytes.
 */
export function stubImage(pause: Buffer, architecture: "amd64" | "arm64"): Buffer {
  const layer = ustar(layerEntries(pause));
  const config = json({
    architecture,
    os: "linux",
    config: { Entrypoint: ["/pause"], Env: ["PATH=/bin"] },
    rootfs: { type: "layers", diff_ids: [`sha256:${digest(layer)}`] },
    history: [],
  });
  const configPath = `${digest(config)}.json`;
  const layerPath = `${digest(layer)}/layer.tar`;
  const manifest = json([{ Config: configPath, RepoTags: [stubImageName], Layers: [layerPath] }]);
  return ustar([file(configPath, config), file(layerPath, layer), file("manifest.json", manifest)]);
}
