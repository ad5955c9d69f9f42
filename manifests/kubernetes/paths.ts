import { etcdData } from "../etcd/flags";

/** Where a machine keeps what Kubernetes runs on; one directory for each program, which alone is given it. */
export const directories = {
  configuration: "/etc/kubernetes",
  /** What the kubelet runs. */
  manifests: "/etc/kubernetes/manifests",
  /** What a control plane runs once it is a member of etcd. */
  staticPods: "/etc/kubernetes/static-pods",
  etcdData,
  auditLog: "/var/log/kubernetes",
} as const;

/** The directory of one program's credentials and configuration. */
export function programDirectory(program: string): string {
  return `${directories.configuration}/${program}`;
}
