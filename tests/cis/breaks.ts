import type { Entry, ExaminedMachine, Program } from "../../checks/cis/machine";
import { proxyConfiguration } from "../../checks/cis/kube-proxy";

/** Makes a machine on which one recommendation is not met. */
export type Break = (machine: ExaminedMachine) => ExaminedMachine;

const programs = "/etc/kubernetes";
const api = "kube-apiserver";
const manager = "kube-controller-manager";
const scheduler = "kube-scheduler";
/** Where the kubelet runs it, or where it waits. */
const pod = (program: string) => new RegExp(`/${program}\\.yaml$`);

/** The file of that path, or all whose paths match, have another mode. */
export function mode(path: string | RegExp, value: number): Break {
  return changed(path, { mode: value });
}

/** They are somebody else's. */
export function owner(path: string | RegExp, value = "nobody:nogroup"): Break {
  return changed(path, { owner: value });
}

function changed(path: string | RegExp, change: Partial<Entry>): Break {
  const isMeant = (other: string) => (path instanceof RegExp ? path.test(other) : path === other);
  return (machine) => ({
    ...machine,
    entries: machine.entries.map((entry) => (isMeant(entry.path) ? { ...entry, ...change } : entry)),
  });
}

function added(path: string): Break {
  return (machine) => ({
    ...machine,
    entries: [...machine.entries, { path, mode: 0o600, owner: "root:root" }],
  });
}

/** The flag has the value, or is left out where none is given. */
function flag(program: Program, name: string, value?: string): Break {
  return (machine) => {
    const flags = new Map(machine.flags[program]);
    if (value === undefined) flags.delete(name);
    else flags.set(name, value);
    return { ...machine, flags: { ...machine.flags, [program]: flags } };
  };
}

function text(path: string, replace: (before: string) => string): Break {
  return (machine) => ({
    ...machine,
    texts: { ...machine.texts, [path]: replace(machine.texts[path] ?? "") },
  });
}

function kubelet(settings: ExaminedMachine["kubelet"]): Break {
  return (machine) => ({ ...machine, kubelet: { ...machine.kubelet, ...settings } });
}

/** For each recommendation that is met, a way in which it would not be. */
export const breaks: Readonly<Record<string, Break>> = {
  "1.1.1": mode(pod(api), 0o640),
  "1.1.2": owner(pod(api)),
  "1.1.3": mode(pod(manager), 0o644),
  "1.1.4": owner(pod(manager)),
  "1.1.5": mode(pod(scheduler), 0o644),
  "1.1.6": owner(pod(scheduler)),
  "1.1.7": mode(/\/etcd\.(yaml|service)$/, 0o604),
  "1.1.8": owner(/\/etcd\.(yaml|service)$/, "etcd:etcd"),
  "1.1.9": mode("/etc/cni/net.d/10-pods.conflist", 0o644),
  "1.1.10": owner("/etc/cni/net.d/10-pods.conflist"),
  "1.1.11": mode("/var/lib/etcd", 0o755),
  "1.1.12": owner("/var/lib/etcd", "root:root"),
  "1.1.13": added("/etc/kubernetes/admin.conf"),
  "1.1.14": added("/root/admin.kubeconfig"),
  "1.1.15": mode(`${programs}/${scheduler}/kubeconfig`, 0o644),
  "1.1.16": owner(`${programs}/${scheduler}/kubeconfig`),
  "1.1.17": mode(`${programs}/${manager}/kubeconfig`, 0o644),
  "1.1.18": owner(`${programs}/${manager}/kubeconfig`),
  "1.1.20": mode(/\/server\.crt$/, 0o664),
  "1.1.21": mode(/\/server\.key$/, 0o640),
  "1.2.2": flag(api, "token-auth-file", "/etc/tokens"),
  "1.2.3": flag(api, "enable-admission-plugins", "NodeRestriction,EventRateLimit"),
  "1.2.4": flag(api, "kubelet-client-key"),
  "1.2.5": flag(api, "kubelet-certificate-authority"),
  "1.2.6": flag(api, "authorization-mode", "Node,RBAC,AlwaysAllow"),
  "1.2.7": flag(api, "authorization-mode", "RBAC"),
  "1.2.8": flag(api, "authorization-mode", "Node"),
  "1.2.9": flag(api, "enable-admission-plugins", "NodeRestriction"),
  "1.2.10": flag(api, "enable-admission-plugins", "AlwaysAdmit,NodeRestriction"),
  "1.2.12": flag(api, "disable-admission-plugins", "ServiceAccount"),
  "1.2.13": flag(api, "disable-admission-plugins", "PodSecurity,NamespaceLifecycle"),
  "1.2.14": flag(api, "enable-admission-plugins"),
  "1.2.15": flag(api, "profiling"),
  "1.2.16": flag(api, "audit-log-path"),
  "1.2.17": flag(api, "audit-log-maxage", "7"),
  "1.2.18": flag(api, "audit-log-maxbackup"),
  "1.2.19": flag(api, "audit-log-maxsize", "10"),
  "1.2.20": flag(api, "request-timeout"),
  "1.2.21": flag(api, "service-account-lookup", "false"),
  "1.2.22": flag(api, "service-account-key-file"),
  "1.2.23": flag(api, "etcd-certfile"),
  "1.2.24": flag(api, "tls-private-key-file"),
  "1.2.25": flag(api, "client-ca-file"),
  "1.2.26": flag(api, "etcd-cafile"),
  "1.2.27": flag(api, "encryption-provider-config"),
  "1.2.28": text(`${programs}/${api}/encryption.yaml`, (before) =>
    before.replace("providers:", "providers:\n      - identity: {}"),
  ),
  "1.2.29": flag(api, "tls-cipher-suites", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
  "1.2.30": flag(api, "service-account-extend-token-expiration"),
  "1.3.1": flag(manager, "terminated-pod-gc-threshold"),
  "1.3.2": flag(manager, "profiling", "true"),
  "1.3.3": flag(manager, "use-service-account-credentials"),
  "1.3.4": flag(manager, "service-account-private-key-file"),
  "1.3.5": flag(manager, "root-ca-file"),
  "1.3.6": flag(manager, "feature-gates", "RotateKubeletServerCertificate=false"),
  "1.3.7": flag(manager, "bind-address", "0.0.0.0"),
  "1.4.1": text(`${programs}/${scheduler}/config.yaml`, (before) => before.replace(/enableProfiling.*/, "")),
  "1.4.2": flag(scheduler, "bind-address"),
  "2.1": flag("etcd", "key-file"),
  "2.2": flag("etcd", "client-cert-auth"),
  "2.3": flag("etcd", "auto-tls", "true"),
  "2.4": flag("etcd", "peer-cert-file"),
  "2.5": flag("etcd", "peer-client-cert-auth", "false"),
  "2.6": flag("etcd", "peer-auto-tls", "true"),
  "2.7": (machine) =>
    text(
      `${programs}/${api}/client-ca.crt`,
      () => machine.texts[`${programs}/${api}/etcd-ca.crt`] ?? "",
    )(machine),
  "1.2.29 (etcd)": flag("etcd", "cipher-suites"),
  "3.2.1": flag(api, "audit-policy-file"),
  "3.2.2": text(`${programs}/${api}/audit-policy.yaml`, (before) => before.replace("pods/exec", "pods/log")),
  "4.1.1": mode("/etc/systemd/system/kubelet.service", 0o644),
  "4.1.2": owner("/etc/systemd/system/kubelet.service"),
  "4.1.3": mode("/etc/kube-proxy/kubeconfig", 0o644),
  "4.1.4": owner("/etc/kube-proxy/kubeconfig"),
  "4.1.5": mode(`${programs}/kubelet/bootstrap.kubeconfig`, 0o644),
  "4.1.6": owner(`${programs}/kubelet/bootstrap.kubeconfig`),
  "4.1.7": mode(`${programs}/kubelet/client-ca.crt`, 0o666),
  "4.1.8": owner(`${programs}/kubelet/client-ca.crt`),
  "4.1.9": mode(`${programs}/kubelet/config.yaml`, 0o644),
  "4.1.10": owner(`${programs}/kubelet/config.yaml`),
  "4.2.1": kubelet({ authentication: { anonymous: { enabled: true } } }),
  "4.2.2": kubelet({ authorization: { mode: "AlwaysAllow" } }),
  "4.2.3": kubelet({ authentication: { x509: {} } }),
  "4.2.4": kubelet({ readOnlyPort: 10255 }),
  "4.2.5": kubelet({ streamingConnectionIdleTimeout: "0s" }),
  "4.2.6": kubelet({ makeIPTablesUtilChains: false }),
  "4.2.7": flag("kubelet", "hostname-override", "other"),
  "4.2.8": kubelet({ eventRecordQPS: 0 }),
  "4.2.9": kubelet({ tlsPrivateKeyFile: "" }),
  "4.2.10": kubelet({ rotateCertificates: false }),
  "4.2.11": kubelet({ featureGates: { RotateKubeletServerCertificate: false } }),
  "4.2.12": kubelet({ tlsCipherSuites: ["TLS_RSA_WITH_RC4_128_SHA"] }),
  "4.2.13": kubelet({ podPidsLimit: -1 }),
  "4.2.14": kubelet({ seccompDefault: undefined }),
  "4.2.15": text("/etc/systemd/system/kubelet.service", (before) =>
    before.replace(/IPAddressAllow=.*/, "IPAddressAllow=any"),
  ),
  "4.3.1": text(proxyConfiguration, (before) => before.replace("127.0.0.1:10249", "0.0.0.0:10249")),
};
