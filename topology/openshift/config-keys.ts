import type { ConfigKey, KeyHelp } from "../config-keys";
import { distributionFacts } from "./distributions";
import { openshiftMinors } from "./versions";

const { knownVersion } = distributionFacts.okd;

/** What a user is told of the keys that OpenShift and OKD have for themselves. */
export const openshiftKeys = {
  openshift: {
    must: "must be an object with the keys version, release, payload, machineImage, mirrors, trustBundle, proxy, sshKeys, clusterId, installationDisk, liveImage and machineConfigs, of which all but the version and the release may be left out in topology ha",
    why: "it says what a cluster of OpenShift or OKD is made from",
    remedy: `pulumi config set --path openshift.version ${knownVersion}`,
  },
  "openshift.version": {
    must: `must be a version such as ${knownVersion}, of ${openshiftMinors.join(", ")}`,
    why: "flags, manifests and renders differ from version to version",
    remedy: `pulumi config set --path openshift.version ${knownVersion}`,
  },
  "openshift.release": {
    must: "must be a release image by its digest and without a tag: a registry, a repository, @sha256: and 64 hexadecimal digits, a-f in lower case",
    why: "a tag may be another image tomorrow, and a mirror has images by their digests alone",
    remedy: `pulumi config set --path openshift.release ${distributionFacts.okd.releaseRepository}@sha256:…, with the whole digest that the makers of the release give`,
  },
  "openshift.payload": {
    must: "must be image or folder",
    why: "machines run what the release image names, or a folder of the machine image stands in for it, as a rehearsal has it",
    remedy: "pulumi config set --path openshift.payload image",
  },
  "openshift.machineImage": {
    must: "must be an image of this host with a tag, as make rehearsal-image prints it",
    why: "machines of a rehearsal have what stands in for a release in their image",
    remedy:
      "pulumi config rm --path openshift.machineImage, which takes the last one that make rehearsal-image made",
  },
  "openshift.mirrors": {
    must: "must be a list of objects with a source and a list of mirrors, each a registry with or without a part of its path, without a scheme, tag or digest",
    why: "machines pull by digest from the mirrors what the release names at its source",
    remedy:
      "pulumi config rm --path openshift.mirrors, which has images pulled from where the release names them",
  },
  "openshift.trustBundle": {
    must: "must be certificates in PEM, one after the other, and nothing else",
    why: "machines trust these authorities besides those of their operating system",
    remedy:
      "pulumi config rm --path openshift.trustBundle, which leaves the authorities of the operating system",
    isHidden: true,
  },
  "openshift.proxy": {
    must: "must be an object with the keys httpProxy and httpsProxy, both addresses that begin with http:// or https://, and noProxy, a list of names and networks without spaces and commas, which may be left out",
    why: "machines reach through it what is outside",
    remedy: "pulumi config rm --path openshift.proxy, which has machines reach what is outside by themselves",
  },
  "openshift.sshKeys": {
    must: "must be a list of public keys as OpenSSH writes them, one line each: its kind, the key and a comment",
    why: "who has the private key of one of them may log in to machines as user core",
    remedy: "pulumi config rm --path openshift.sshKeys, which lets nobody log in",
    isHidden: true,
  },
  "openshift.clusterId": {
    must: "must be a UUID in lower case",
    why: "updates and telemetry know the cluster by it",
    remedy:
      "pulumi config rm --path openshift.clusterId, which makes one from the stack's name and the cluster's domain",
  },
  "openshift.installationDisk": {
    must: "must be the path of a disk under /dev, best one of /dev/disk/by-id",
    why: "CoreOS is installed on it, and what is on it is lost",
    remedy: "pulumi config set --path openshift.installationDisk /dev/vda",
  },
  "openshift.liveImage": {
    must: "must be an object with the keys url (http or https) and sha256, 64 hexadecimal digits, a-f in lower case",
    why: "the first control plane of topology sno-plus starts from this live ISO of CoreOS",
    remedy:
      "pulumi config set --path openshift.liveImage.url … and openshift.liveImage.sha256 …, as the stream metadata has them at architectures.x86_64.artifacts.metal.formats.iso.disk",
  },
  "openshift.machineConfigs": {
    must: "must be tls or plain",
    why: "those that join fetch their configuration, secrets included, from port 22623 with TLS or from 22624 without",
    remedy: "pulumi config set --path openshift.machineConfigs tls",
  },
  pullSecret: {
    must: "must be a pull secret: the JSON text that its issuer gives",
    why: "registries give images of the release to those alone who have credentials",
    remedy: "pulumi config set --secret pullSecret < pull-secret.json, the file that its issuer gives",
    leftOut: "",
    isHidden: true,
  },
} as const satisfies Partial<Record<ConfigKey, KeyHelp>>;
