/** A directory or file of the machine that a container sees. */
export interface HostMount {
  readonly name: string;
  readonly inPod: string;
  readonly onMachine: string;
  readonly type: "Directory" | "DirectoryOrCreate" | "File";
  readonly access: "read" | "write";
}

/** An empty directory that lives as long as the pod. */
export interface ScratchMount {
  readonly name: string;
  readonly inPod: string;
}

/** What a container of the bootstrap machine mounts. */
export type Mount = HostMount | ScratchMount;

/** What the bootstrap machine's pods mount (facts: openshift-hard-way.md, 3.3). */
export const mounts = {
  secrets: {
    name: "secrets",
    inPod: "/etc/kubernetes/secrets",
    onMachine: "/etc/kubernetes/bootstrap-secrets",
    type: "Directory",
    access: "read",
  },
  configs: {
    name: "config",
    inPod: "/etc/kubernetes/config",
    onMachine: "/etc/kubernetes/bootstrap-configs",
    type: "Directory",
    access: "read",
  },
  auditLog: {
    name: "audit-dir",
    inPod: "/var/log/kube-apiserver",
    onMachine: "/var/log/kube-apiserver",
    type: "DirectoryOrCreate",
    access: "write",
  },
  etcdCertificates: {
    name: "certs",
    inPod: "/etc/ssl/etcd",
    onMachine: "/etc/kubernetes/static-pod-resources/etcd-member",
    type: "Directory",
    access: "read",
  },
  etcdData: {
    name: "data-dir",
    inPod: "/var/lib/etcd",
    onMachine: "/var/lib/etcd",
    type: "DirectoryOrCreate",
    access: "write",
  },
  /** The authorities that the machine trusts, a proxy's or a mirror's among them. */
  trustedAuthorities: {
    name: "etc-ssl-certs",
    inPod: "/etc/ssl/certs",
    onMachine: "/etc/ssl/certs",
    type: "Directory",
    access: "read",
  },
  loopbackKubeconfig: {
    name: "kubeconfig",
    inPod: "/etc/kubernetes/kubeconfig",
    onMachine: "/etc/kubernetes/kubeconfig",
    type: "File",
    access: "read",
  },
  renderInputs: {
    name: "bootstrap-manifests",
    inPod: "/etc/mcc/bootstrap",
    onMachine: "/etc/mcc/bootstrap",
    type: "Directory",
    access: "read",
  },
  rendered: {
    name: "server-basedir",
    inPod: "/etc/mcs/bootstrap",
    onMachine: "/etc/mcs/bootstrap",
    type: "DirectoryOrCreate",
    access: "write",
  },
  machineConfigServerPair: {
    name: "server-certs",
    inPod: "/etc/ssl/mcs",
    onMachine: "/etc/ssl/mcs",
    type: "Directory",
    access: "read",
  },
  nodeKubeconfig: {
    name: "bootstrap-kubeconfig",
    inPod: "/etc/kubernetes/kubeconfig",
    onMachine: "/etc/mcs/kubeconfig",
    type: "File",
    access: "read",
  },
  /** For what a program writes though its image is read-only: the certificate that it makes itself, an admission file. */
  temporary: { name: "tmp", inPod: "/tmp" },
} as const satisfies Readonly<Record<string, Mount>>;

/** Where a container sees a configuration file of that name. */
export function configPath(name: ConfigFileName): string {
  return `${mounts.configs.inPod}/${name}`;
}

/** The files in the directory of configurations. */
export const configFileNames = {
  apiServer: "kube-apiserver-config.yaml",
  auditPolicy: "audit-policy.yaml",
  controllerManager: "kube-controller-manager-config.yaml",
  policyController: "cluster-policy-controller-config.yaml",
} as const;

/** The name of one of them. */
export type ConfigFileName = (typeof configFileNames)[keyof typeof configFileNames];
