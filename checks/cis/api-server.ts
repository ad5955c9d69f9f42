import { strongCiphers } from "./ciphers";
import { documentOf, has, is, isAmong, isAtLeast, isNot, isSet, isUnset, lacks } from "./flags";
import { controlPlanes, type Examination, type Part } from "./item";

const api = "kube-apiserver";

/** The paths that a request without a credential may ask for. */
const healthPaths = ["/livez", "/readyz", "/healthz"];

interface AuthenticationConfiguration {
  readonly anonymous?: {
    readonly enabled: boolean;
    readonly conditions?: readonly { readonly path: string }[];
  };
}

/** What stands for 1.2.1: who shows no credential reaches the health paths and nothing else. */
export const anonymousForHealthAlone: Examination = (machine) => {
  const document = documentOf(machine, api, "authentication-config") as
    AuthenticationConfiguration | undefined;
  const paths = document?.anonymous?.conditions?.map(({ path }) => path);
  return paths !== undefined && paths.length > 0 && paths.every((path) => healthPaths.includes(path))
    ? []
    : ["requests without a credential reach more than health"];
};

interface EncryptionConfiguration {
  readonly resources?: readonly {
    readonly resources: readonly string[];
    readonly providers: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/** The first provider writes; `identity`, wherever it stands, reads what is in clear. */
const secretsAreEncrypted: Examination = (machine) => {
  const document = documentOf(machine, api, "encryption-provider-config") as
    EncryptionConfiguration | undefined;
  const forSecrets = document?.resources?.find(({ resources }) => resources.includes("secrets"));
  const first = Object.keys(forSecrets?.providers[0] ?? {})[0];
  return first !== undefined && ["aescbc", "kms", "secretbox"].includes(first)
    ? []
    : [`Secrets are written by ${first ?? "nothing that encrypts"}`];
};

/** Part 1.2. */
export const apiServer: Part = {
  title: "1.2 API server",
  on: controlPlanes,
  items: [
    {
      id: "1.2.1",
      title: "requests without a credential are refused",
      why: "a hole in what anybody may ask for is open to anybody",
      examine: is(api, "anonymous-auth", "false"),
    },
    {
      id: "1.2.2",
      title: "no file of tokens",
      why: "its tokens are in clear, never expire and are not taken back without a restart",
      examine: isUnset(api, "token-auth-file"),
    },
    {
      id: "1.2.3",
      title: "admission by DenyServiceExternalIPs",
      why: "whoever makes Services could draw the traffic of any address",
      examine: has(api, "enable-admission-plugins", "DenyServiceExternalIPs"),
    },
    {
      id: "1.2.4",
      title: "a certificate of its own towards kubelets",
      why: "kubelets would have to take commands from anybody",
      examine: isSet(api, "kubelet-client-certificate", "kubelet-client-key"),
    },
    {
      id: "1.2.5",
      title: "kubelets' certificates are verified",
      why: "who stands between sees logs and every shell",
      examine: isSet(api, "kubelet-certificate-authority"),
    },
    {
      id: "1.2.6",
      title: "not everything is allowed",
      why: "every user would be an administrator",
      examine: lacks(api, "authorization-mode", "AlwaysAllow"),
    },
    {
      id: "1.2.7",
      title: "authorization by Node",
      why: "a kubelet would read the Secrets of all nodes",
      examine: has(api, "authorization-mode", "Node"),
    },
    {
      id: "1.2.8",
      title: "authorization by RBAC",
      why: "rights could not be given one by one",
      examine: has(api, "authorization-mode", "RBAC"),
    },
    {
      id: "1.2.9",
      title: "admission by EventRateLimit",
      why: "one program that floods the API with events fills etcd",
      examine: has(api, "enable-admission-plugins", "EventRateLimit"),
    },
    {
      id: "1.2.10",
      title: "no admission by AlwaysAdmit",
      why: "it takes everything",
      examine: lacks(api, "enable-admission-plugins", "AlwaysAdmit"),
    },
    {
      id: "1.2.11",
      title: "admission by AlwaysPullImages",
      why: "a pod could use a private image that another has pulled",
      examine: has(api, "enable-admission-plugins", "AlwaysPullImages"),
    },
    {
      id: "1.2.12",
      title: "admission by ServiceAccount stays on",
      why: "pods would come without an identity of their own",
      examine: lacks(api, "disable-admission-plugins", "ServiceAccount"),
    },
    {
      id: "1.2.13",
      title: "admission by NamespaceLifecycle stays on",
      why: "objects would be made in namespaces that are going or not there",
      examine: lacks(api, "disable-admission-plugins", "NamespaceLifecycle"),
    },
    {
      id: "1.2.14",
      title: "admission by NodeRestriction",
      why: "a kubelet would change other nodes and their pods",
      examine: has(api, "enable-admission-plugins", "NodeRestriction"),
    },
    {
      id: "1.2.15",
      title: "profiling off",
      why: "it shows what the program does and costs it time",
      examine: is(api, "profiling", "false"),
    },
    {
      id: "1.2.16",
      title: "an audit log",
      why: "nobody could say who did what",
      examine: isSet(api, "audit-log-path"),
    },
    {
      id: "1.2.17",
      title: "the audit log is kept for 30 days",
      why: "an intrusion is often found weeks later",
      examine: isAtLeast(api, "audit-log-maxage", 30),
    },
    {
      id: "1.2.18",
      title: "ten old files of the audit log are kept",
      why: "as 1.2.17",
      examine: isAtLeast(api, "audit-log-maxbackup", 10),
    },
    {
      id: "1.2.19",
      title: "a file of the audit log takes 100 MB",
      why: "as 1.2.17",
      examine: isAtLeast(api, "audit-log-maxsize", 100),
    },
    {
      id: "1.2.20",
      title: "requests have a time limit",
      why: "slow requests would tie up the program",
      examine: isSet(api, "request-timeout"),
    },
    {
      id: "1.2.21",
      title: "a service account's token ends with the account",
      why: "a stolen token would outlive what it was for",
      examine: isNot(api, "service-account-lookup", "false"),
    },
    {
      id: "1.2.22",
      title: "service accounts have a key of their own",
      why: "else the key of the server's certificate signs tokens",
      examine: isSet(api, "service-account-key-file"),
    },
    {
      id: "1.2.23",
      title: "a certificate of its own towards etcd",
      why: "etcd would have to answer anybody",
      examine: isSet(api, "etcd-certfile", "etcd-keyfile"),
    },
    {
      id: "1.2.24",
      title: "a certificate as a server",
      why: "clients could not know whom they talk to",
      examine: isSet(api, "tls-cert-file", "tls-private-key-file"),
    },
    {
      id: "1.2.25",
      title: "an authority for clients",
      why: "certificates could not stand for users",
      examine: isSet(api, "client-ca-file"),
    },
    {
      id: "1.2.26",
      title: "etcd's certificate is verified",
      why: "who stands between sees everything",
      examine: isSet(api, "etcd-cafile"),
    },
    {
      id: "1.2.27",
      title: "Secrets are encrypted in etcd",
      why: "who reads etcd's disk or a backup of it has every Secret",
      examine: isSet(api, "encryption-provider-config"),
    },
    {
      id: "1.2.28",
      title: "the encryption is a strong one",
      why: "what is written by `identity` is in clear",
      examine: secretsAreEncrypted,
    },
    {
      id: "1.2.29",
      title: "strong ciphers alone",
      why: "what is recorded today could be read later",
      examine: isAmong(api, "tls-cipher-suites", strongCiphers),
    },
    {
      id: "1.2.30",
      title: "service accounts' tokens are not extended",
      why: "a stolen token would be good for a year",
      examine: is(api, "service-account-extend-token-expiration", "false"),
    },
  ],
};
