import { type NodeFile, publicFile, rootFile } from "../../manifests/file";
import { servedPaths as paths } from "../../manifests/openshift/served-paths";
import { minorFacts, type OpenshiftMinor } from "../../topology/openshift/versions";
import type { IgnitionConfig } from "../config";

/** A machine configuration that the machine config controller has rendered for a pool. */
export interface RenderedMachineConfig {
  readonly apiVersion: "machineconfiguration.openshift.io/v1";
  readonly kind: "MachineConfig";
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly config: IgnitionConfig;
    readonly osImageURL: string;
    readonly kernelArguments?: readonly string[];
    readonly extensions?: readonly string[];
    readonly kernelType?: string;
    readonly fips?: boolean;
  };
}

/** What the machine config server knows besides when it serves a configuration. Secret. */
export interface ServingFacts {
  readonly minor: OpenshiftMinor;
  /** By which a kubelet asks for its certificate. */
  readonly kubeconfig: string;
  /** The complete bundle of the API's clients, which may call a kubelet. */
  readonly kubeletAuthorities: string;
  /** PEM certificates of a cloud's authorities. */
  readonly cloudAuthorities?: string;
  /** PEM certificates of image registries' authorities, by registry. */
  readonly registryAuthorities?: Readonly<Record<string, string>>;
}

interface AddedFile {
  readonly path: string;
  /** `root`: it has a key in it, or may have. The server lets every user of the machine read it all the same. */
  readonly readers: "root" | "all";
  /** Undefined where a cluster has nothing of it. */
  readonly contents: (rendered: RenderedMachineConfig, facts: ServingFacts) => string | undefined;
  readonly why: string;
}

/**
 * What is added when a configuration is served, in the server's order (facts: openshift-hard-way.md, 7.3). Nothing on the
 * machine depends on that order: Ignition takes files by the depth of their paths, and the daemon starts when all are there.
 */
const addedFiles: readonly AddedFile[] = [
  {
    path: paths.kubeletAuthorities,
    readers: "all",
    contents: (_, { kubeletAuthorities }) => kubeletAuthorities,
    why: "the kubelet's configuration names it, and the kubelet does not start without it",
  },
  {
    path: paths.cloudAuthorities,
    readers: "all",
    contents: (_, { cloudAuthorities }) => cloudAuthorities,
    why: "programs that speak to the cloud's own API trust it",
  },
  {
    path: paths.nodeAnnotations,
    readers: "all",
    contents: ({ metadata: { name } }, { minor }) =>
      JSON.stringify({
        "machineconfiguration.openshift.io/currentConfig": name,
        "machineconfiguration.openshift.io/desiredConfig": name,
        ...(minorFacts(minor).firstPivotAnnotation && {
          "machineconfiguration.openshift.io/firstPivotConfig": name,
        }),
        "machineconfiguration.openshift.io/state": "Done",
      }),
    why: "the daemon knows by it which configuration the node was made from, and cannot begin without it",
  },
  {
    path: paths.kubeconfig,
    readers: "root",
    contents: (_, { kubeconfig }) => kubeconfig,
    why: "the kubelet asks for its certificate with it",
  },
  {
    path: paths.machineConfig,
    readers: "root",
    contents: (rendered) => `${JSON.stringify(rendered, null, 2)}\n`,
    why: "for whoever looks into the machine",
  },
];

/**
 * What the machine config server adds to a pool's rendered configuration. A rehearsal's nodes are given it at their birth
 * (rehearsal-node.ts), as no server has a configuration for them; the server that tests play adds it as it serves. Secret.
 */
export function filesAddedByServer(
  rendered: RenderedMachineConfig,
  facts: ServingFacts,
): readonly NodeFile[] {
  const added = addedFiles.flatMap(({ path, readers, contents }) => {
    const text = contents(rendered, facts);
    if (text === undefined) return [];
    return [readers === "root" ? rootFile(path, text) : publicFile(path, text)];
  });
  const registries = Object.entries(facts.registryAuthorities ?? {}).map(([registry, pem]) =>
    publicFile(`${paths.registryAuthorities}/${registry}/ca.crt`, pem),
  );
  return [...added, ...registries, publicFile(paths.encapsulated, encapsulated(rendered, facts))];
}

/**
 * The files of a configuration together with those that are added. A path that is there already is replaced, as Ignition
 * refuses a configuration that has one twice.
 */
export function withAdded<File extends { readonly path: string }>(
  files: readonly File[],
  added: readonly File[],
): readonly File[] {
  const replaced = new Set(added.map(({ path }) => path));
  return [...files.filter(({ path }) => !replaced.has(path)), ...added];
}

/** The configuration without its files: what of it is not Ignition's to do, as images, kernel arguments and extensions. */
function encapsulated({ spec, ...rest }: RenderedMachineConfig, { minor }: ServingFacts): string {
  const ignition = { version: minorFacts(minor).ignitionInternalVersion };
  return JSON.stringify({ ...rest, spec: { ...spec, config: { ignition } } });
}
