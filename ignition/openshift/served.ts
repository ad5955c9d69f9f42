import { minorFacts, type OpenshiftMinor } from "../../topology/openshift/versions";
import { dataUrl, type IgnitionConfig, type IgnitionFile } from "../config";

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

interface ServedFile {
  readonly path: string;
  /** Undefined where a cluster has nothing of it. */
  readonly contents: (rendered: RenderedMachineConfig, facts: ServingFacts) => string | undefined;
  readonly why: string;
}

/** Where the machine config daemon finds what it has to pivot to at the first boot. */
export const encapsulatedPath = "/etc/ignition-machine-config-encapsulated.json";

/**
 * What is added when a configuration is served, in the server's order (facts: openshift-hard-way.md, 7.3). Nothing on the
 * machine depends on that order: Ignition takes files by the depth of their paths, and the daemon starts when all are there.
 */
const servedFiles: readonly ServedFile[] = [
  {
    path: "/etc/kubernetes/kubelet-ca.crt",
    contents: (_, { kubeletAuthorities }) => kubeletAuthorities,
    why: "the kubelet's configuration names it, and the kubelet does not start without it",
  },
  {
    path: "/etc/kubernetes/static-pod-resources/configmaps/cloud-config/ca-bundle.pem",
    contents: (_, { cloudAuthorities }) => cloudAuthorities,
    why: "programs that speak to the cloud's own API trust it",
  },
  {
    path: "/etc/machine-config-daemon/node-annotations.json",
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
    path: "/etc/kubernetes/kubeconfig",
    contents: (_, { kubeconfig }) => kubeconfig,
    why: "the kubelet asks for its certificate with it",
  },
  {
    path: "/etc/mcs-machine-config-content.json",
    contents: (rendered) => `${JSON.stringify(rendered, null, 2)}\n`,
    why: "for whoever looks into the machine",
  },
];

/**
 * What a node would be served, made without the server: the rendered configuration with everything that is added to it.
 * A path that the configuration has already is replaced, as Ignition refuses a configuration that has one twice. Secret.
 */
export function servedConfig(rendered: RenderedMachineConfig, facts: ServingFacts): IgnitionConfig {
  const { config } = rendered.spec;
  const registries = Object.entries(facts.registryAuthorities ?? {}).map(([registry, pem]) =>
    servedFile(`/etc/docker/certs.d/${registry}/ca.crt`, pem),
  );
  const added = servedFiles.flatMap(({ path, contents }) => {
    const text = contents(rendered, facts);
    return text === undefined ? [] : [servedFile(path, text)];
  });
  const all = [...added, ...registries, servedFile(encapsulatedPath, encapsulated(rendered))];
  const paths = new Set(all.map(({ path }) => path));
  const kept = config.storage.files.filter(({ path }) => !paths.has(path));
  return { ...config, storage: { ...config.storage, files: [...kept, ...all] } };
}

/** The configuration without its files: what of it is not Ignition's to do, as images, kernel arguments and extensions. */
function encapsulated({ spec, ...rest }: RenderedMachineConfig): string {
  return JSON.stringify({
    ...rest,
    spec: { ...spec, config: { ignition: { version: spec.config.ignition.version } } },
  });
}

/** The server gives every file this mode, and may replace what the image has. */
function servedFile(path: string, contents: string): IgnitionFile {
  return { path, mode: 0o644, overwrite: true, contents: { source: dataUrl(contents) } };
}
