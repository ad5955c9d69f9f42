import { Failure } from "../../tools/failure";

const otherImage =
  "take the live ISO of the stream metadata, architectures.x86_64.artifacts.metal.formats.iso.disk: pulumi config set --path openshift.liveImage.url … and openshift.liveImage.sha256 …";

/** The image is something else, a disk or an error page. */
export function notIso(image: string): Failure {
  return new Failure({
    what: "the live image is not an ISO",
    where: image,
    why: "it has its checksum, but no volume descriptor of ISO 9660",
    remedy: otherImage,
  });
}

/** The ISO is no live image of CoreOS, or one that cannot be given a config. */
export function noArea(image: string, seen: string): Failure {
  return new Failure({
    what: "the live image has no place for an Ignition config",
    where: image,
    seen,
    why: "only live ISOs of CoreOS have one; it is an ISO of something else, an old or a minimal one, or cut off",
    remedy: otherImage,
  });
}

/** Somebody customized the ISO. */
export function alreadyGiven(image: string): Failure {
  return new Failure({
    what: "the live image has an Ignition config already",
    where: image,
    why: "a machine gets its config alone, and what an image brought along would be lost",
    remedy: otherImage,
  });
}

/** Sizes in bytes: the config's, what it packs to, and the room for that. */
export interface Sizes {
  readonly config: number;
  readonly packed: number;
  readonly room: number;
}

/** The config is more than fits. */
export function tooLarge(image: string, { config, packed, room }: Sizes): Failure {
  return new Failure({
    what: "the Ignition config does not fit into the live image",
    where: image,
    seen: `of ${config} bytes ${packed} are left when they are packed, and there is room for ${room}`,
    why: "certificates and other long values of the configuration make it large",
    remedy: "shorten openshift.trustBundle or the list of mirrors, and run `make up` again",
  });
}
