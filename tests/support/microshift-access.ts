const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** A kubeconfig in the form of MicroShift's, whose certificate and key are none. */
export const playedKubeconfig = `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority-data: ${base64("authority")}
    server: https://10.90.0.100:6443
  name: microshift
contexts:
- context: {cluster: microshift, namespace: default, user: user}
  name: microshift
current-context: microshift
users:
- name: user
  user:
    client-certificate-data: ${base64("certificate")}
    client-key-data: ${base64("key")}
`;

/** What components/microshift/shell/access.sh prints of a cluster that has that kubeconfig. */
export const playedAccess = Object.entries({
  kubeconfig: playedKubeconfig,
  etcdAuthority: "etcd's authority",
  etcdCertificate: "etcd's client",
  etcdKey: "etcd's key",
})
  .map(([name, text]) => `${name}=${base64(text)}\n`)
  .join("");
