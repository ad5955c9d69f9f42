/** An object of the cluster that the machine config operator reads before there is a cluster. */
export interface RenderInput {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** The name under which the operator looks for it. */
  readonly file: string;
  readonly presence: "always" | "where it exists";
  readonly why: string;
}

/**
 * What the machine config operator renders from: files of the very objects that go into the cluster, by the names that
 * it knows (facts: openshift-hard-way.md, 6.2). From other ones it would render a configuration that the one in the
 * cluster never makes, and machines would look for it in vain.
 */
export const renderInputs = [
  {
    apiVersion: "config.openshift.io/v1",
    kind: "Infrastructure",
    name: "cluster",
    file: "cluster-infrastructure-02-config.yml",
    presence: "always",
    why: "platform and topology, and the URL by which machines call the API",
  },
  {
    apiVersion: "config.openshift.io/v1",
    kind: "Network",
    name: "cluster",
    file: "cluster-network-02-config.yml",
    presence: "always",
    why: "the kubelets' cluster DNS is the tenth address of the service network",
  },
  {
    apiVersion: "config.openshift.io/v1",
    kind: "DNS",
    name: "cluster",
    file: "cluster-dns-02-config.yml",
    presence: "always",
    why: "the cluster's domain",
  },
  {
    apiVersion: "config.openshift.io/v1",
    kind: "Proxy",
    name: "cluster",
    file: "cluster-proxy-01-config.yaml",
    presence: "always",
    why: "the environment of the machines' programs",
  },
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    name: "cluster-config-v1",
    file: "cluster-config.yaml",
    presence: "always",
    why: "how many control planes there are to be",
  },
  {
    apiVersion: "v1",
    kind: "Secret",
    name: "pull-secret",
    file: "openshift-config-secret-pull-secret.yaml",
    presence: "always",
    why: "a file of every machine",
  },
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    name: "user-ca-bundle",
    file: "user-ca-bundle-config.yaml",
    presence: "where it exists",
    why: "the authorities that machines trust besides",
  },
] as const satisfies readonly RenderInput[];
