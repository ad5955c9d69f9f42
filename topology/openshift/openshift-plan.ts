import { createHash } from "node:crypto";
import type { ClusterConfig } from "../config";
import { networksFor } from "../families";
import { openshiftClusterOf } from "./openshift-values";
import type { HttpProxy, InPlace, OpenshiftPlan, Release } from "./plan";
import type { OpenshiftValues } from "./schema";
import { minorOf } from "./versions";

/** What `make rehearsal-image` calls the last image that it made. */
export const rehearsalImage = "localhost/hardway-rehearsal:current";

/** What a valid configuration makes of OpenShift or OKD; undefined where the distribution is another one. */
export function openshiftPlan(config: ClusterConfig): OpenshiftPlan | undefined {
  const values = openshiftClusterOf(config)?.values;
  if (values === undefined) return undefined;
  const domain = `${config.clusterName}.${config.baseDomain}`;
  const digest = createHash("sha256").update(`${config.stack} ${domain}`).digest();
  return {
    release: releaseOf(values),
    infrastructureName: infrastructureName(config.clusterName, digest),
    clusterId: values.clusterId ?? uuidOf(digest),
    appsDomain: `apps.${domain}`,
    internalApiFqdn: `api-int.${domain}`,
    controlPlanesSchedulable: config.workers === 0,
    mirrors: values.mirrors,
    trustBundle: values.trustBundle,
    proxy: values.proxy && proxyOf(values.proxy, config, domain),
    sshKeys: values.sshKeys,
    payload: values.payload,
    machineImage: values.payload === "folder" ? (values.machineImage ?? rehearsalImage) : undefined,
    inPlace: config.topology === "sno-plus" ? inPlaceOf(values) : undefined,
  };
}

/** A rehearsal pulls no release image, and calls it by a name that is nobody's (RFC 2606) and still one by digest. */
function releaseOf({ version = "", release }: OpenshiftValues): Release {
  const minor = minorOf(version);
  if (minor === undefined) throw new Error(`version ${version} passed the rules but is not known`);
  const digest = createHash("sha256").update(`rehearsal of ${version}`).digest("hex");
  return { version, minor, image: release ?? `rehearsal.invalid/release@sha256:${digest}` };
}

function inPlaceOf({ installationDisk, liveImage, machineConfigs }: OpenshiftValues): InPlace {
  if (installationDisk === undefined || liveImage === undefined)
    throw new Error("the rules let a configuration pass that says not what is installed where");
  return { installationDisk, liveImage, machineConfigs };
}

/** At most 27 characters, as operators make names from it that have room for no more (facts: openshift-hard-way.md, 4.3). */
function infrastructureName(clusterName: string, digest: Buffer): string {
  const suffix = Array.from(digest.subarray(0, 5), (byte) => (byte % 36).toString(36)).join("");
  return `${clusterName.slice(0, 21).replace(/-+$/, "")}-${suffix}`;
}

/** A UUID of version 4 (RFC 9562, section 5.4) whose bits are not random but the cluster's own. */
function uuidOf(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(16, 32));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What is the cluster's own never goes through the proxy, whatever the configuration says; the installer's list. */
function proxyOf(
  { httpProxy, httpsProxy, noProxy }: NonNullable<OpenshiftValues["proxy"]>,
  config: ClusterConfig,
  domain: string,
): HttpProxy {
  const networks = (["machine", "pod", "service"] as const).flatMap((purpose) =>
    networksFor(config, purpose),
  );
  const own = ["127.0.0.1", "localhost", ".svc", ".cluster.local", `api-int.${domain}`];
  const all = [...own, ...networks.map(({ cidr }) => cidr), ...noProxy];
  return { httpProxy, httpsProxy, noProxy: [...new Set(all)].sort() };
}
