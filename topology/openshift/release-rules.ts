import type { ConfigValues } from "../config-schema";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { distributionFacts } from "./distributions";
import { type OpenshiftCluster, openshiftClusterOf } from "./openshift-values";
import { minorOf, openshiftMinors } from "./versions";

/** The rules on what a release is and where it comes from, in the order in which their problems are shown. */
export const releaseRules: readonly Rule[] = [
  ofCluster(knownVersion),
  ofCluster(releaseByDigest),
  rule(["distribution", "openshift", "platform"], payloadOfPlatform),
  ofCluster(oneListPerSource),
  ofCluster(proxyWithoutCredentials),
];

function ofCluster(problems: (cluster: OpenshiftCluster) => readonly Problem[]): Rule {
  return rule(["distribution", "openshift"], (config) => {
    const cluster = openshiftClusterOf(config);
    return cluster === undefined ? [] : problems(cluster);
  });
}

/** A version whose differences nobody knows would be stood up by those of another. */
function knownVersion({ distribution, values: { version, payload } }: OpenshiftCluster): readonly Problem[] {
  const where = "openshift.version";
  const { product, knownVersion: known, version: ofMakers } = distributionFacts[distribution];
  const minors = openshiftMinors.join(", ");
  if (version === undefined)
    return [
      {
        what: "the version is missing",
        where,
        value: version,
        why: "flags, manifests and renders differ from version to version",
        remedy: `pulumi config set --path ${where} ${known}, or another one of ${minors}`,
      },
    ];
  if (minorOf(version) === undefined)
    return [
      {
        what: `the version ${version} is not known`,
        where,
        value: version,
        why: `minor versions differ in flags, certificates and renders, and those that are known are ${minors}`,
        remedy: `choose a version of ${minors}, such as ${known}`,
      },
    ];
  // A rehearsal has no release whose name could be another one.
  if (payload === "folder" || ofMakers.test(version)) return [];
  return [
    {
      what: `${version} is no version of ${product}`,
      where,
      value: version,
      why: `the distribution is ${distribution}, whose versions are called such as ${known}`,
      remedy: `pulumi config set --path ${where} ${known}, or choose the other distribution`,
    },
  ];
}

/** A digest cannot be made up, so that whoever wants a release says which image it is. */
function releaseByDigest({ distribution, values }: OpenshiftCluster): readonly Problem[] {
  const { release, payload, version } = values;
  const { releaseRepository, knownVersion: known, tagSuffix } = distributionFacts[distribution];
  const where = "openshift.release";
  if (payload === "image" && release === undefined)
    return [
      {
        what: "the release image is missing",
        where,
        value: release,
        why: "all other images are named by it, and only its digest says which one it is, today and tomorrow",
        remedy: `pulumi config set --path ${where} ${releaseRepository}@sha256:…, with the digest that oc adm release info ${releaseRepository}:${version ?? known}${tagSuffix} shows`,
      },
    ];
  if (payload === "folder" && release !== undefined)
    return [
      {
        what: "a rehearsal has no release image",
        where,
        value: release,
        why: "openshift.payload is folder: a folder of the machine image stands in for it",
        remedy: `pulumi config rm --path ${where}, or pulumi config set --path openshift.payload image`,
      },
    ];
  return [];
}

/** System containers have the kernel and the system of their image, on which no image of a release would run. */
function payloadOfPlatform(
  config: Pick<ConfigValues, "distribution" | "openshift" | "platform">,
): readonly Problem[] {
  const cluster = openshiftClusterOf(config);
  if (cluster === undefined) return [];
  const { payload } = cluster.values;
  const { platform } = config;
  if ((platform === "podman") === (payload === "folder")) return [];
  return [
    platform === "podman"
      ? {
          what: `platform podman has rehearsals of ${cluster.distribution} alone`,
          where: "openshift.payload",
          value: payload,
          why: "its operators want CoreOS and a machine of their own; system containers have neither",
          remedy:
            "pulumi config set platform libvirt, or for a rehearsal pulumi config set --path openshift.payload folder",
        }
      : {
          what: `platform ${platform} has no rehearsals`,
          where: "openshift.payload",
          value: payload,
          why: "the folder that stands in for the release is in the image of podman machines alone",
          remedy: "pulumi config rm --path openshift.payload, or pulumi config set platform podman",
        },
  ];
}

/** Of two lists for one source the machines' configuration has no place for one. */
function oneListPerSource({ values: { mirrors } }: OpenshiftCluster): readonly Problem[] {
  return mirrors.flatMap(({ source }, index) =>
    mirrors.findIndex((other) => other.source === source) === index
      ? []
      : [
          {
            what: `${source} has its mirrors listed twice`,
            where: `openshift.mirrors[${index}]`,
            value: source,
            why: "a source has one list of mirrors, which are asked in its order",
            remedy: "put the mirrors of one source into one list",
          },
        ],
  );
}

/** The problem itself must not show them either. */
function proxyWithoutCredentials({ values: { proxy } }: OpenshiftCluster): readonly Problem[] {
  if (proxy === undefined) return [];
  return (["httpProxy", "httpsProxy"] as const).flatMap((key) => {
    const { username, password, protocol, host } = new URL(proxy[key]);
    if (username === "" && password === "") return [];
    return [
      {
        what: "the proxy's address has credentials in it",
        where: `openshift.proxy.${key}`,
        value: `${protocol}//***@${host}`,
        why: "the address stands in the clear in the stack's state, on machines and in the cluster",
        remedy: "give an address that needs none, such as that of a proxy which lets these machines pass",
      },
    ];
  });
}
