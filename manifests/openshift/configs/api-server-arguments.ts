import { requestHeaderNames } from "../../../pki/certificates/openshift";
import { etcdUrlsFor } from "../../../topology/endpoints";
import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { timesOf } from "../../../topology/pace";
import { argumentLists, type Flags } from "../../kubernetes/flags";
import { configFileNames, configPath, mounts } from "../bootstrap-mounts";
import { secretPath } from "../bootstrap-secrets";
import { admissionPlugins, admissionPluginsOf } from "./admission";
import { namedCertificates } from "./serving";

/**
 * For how many seconds the API server still takes connections while /readyz fails already: longer than any check of the
 * load balancer takes to turn new ones away.
 */
export const drainSeconds = 10;

/** How long it waits for etcd when it is asked for its health, in milliseconds, as OpenShift has it. */
const usualEtcdCheck = 9000;

/** What of the arguments upstream's API server does not know, by flag: a rehearsal with it leaves these values out. */
export const openshiftOnly = {
  "authorization-mode": ["Scope", "SystemMasters"],
  "enable-admission-plugins": admissionPlugins.filter(({ openshift }) => openshift).map(({ name }) => name),
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The API server's arguments as its configuration has them: lists of texts by the flag's name. */
export function apiServerArguments(plan: OpenshiftClusterPlan): Readonly<Record<string, readonly string[]>> {
  return argumentLists(apiServerFlags(plan));
}

/** The same with the reasons (facts: openshift-hard-way.md, 3.2 and 3.3). */
export function apiServerFlags(plan: OpenshiftClusterPlan): Flags {
  return {
    ...etcdFlags(plan),
    ...authenticationFlags,
    ...tokenFlags,
    ...admissionFlags(plan),
    ...servingFlags(plan),
    ...auditFlags,
  };
}

function etcdFlags(plan: OpenshiftClusterPlan): Flags {
  const check = `${Math.max(usualEtcdCheck, timesOf[plan.pace].etcdHealthWithin) / 1000}s`;
  return {
    "etcd-servers": etcdUrlsFor(plan),
    "etcd-prefix": {
      value: "kubernetes.io",
      why: "where the control planes' API servers look; written elsewhere, the cluster would be empty to them",
    },
    "etcd-cafile": secretPath("etcd-ca-bundle.crt"),
    "etcd-certfile": secretPath("etcd-client.crt"),
    "etcd-keyfile": secretPath("etcd-client.key"),
    "etcd-healthcheck-timeout": check,
    "etcd-readycheck-timeout": check,
    "storage-backend": "etcd3",
    "storage-media-type": "application/vnd.kubernetes.protobuf",
    "event-ttl": "3h",
  };
}

const authenticationFlags: Flags = {
  "anonymous-auth": {
    value: true,
    why: "load balancers and kubelets ask for health, and nodes for the authorities, without a credential",
  },
  "authorization-mode": {
    value: ["Scope", "SystemMasters", "RBAC", "Node"],
    why: "Scope limits the tokens of OAuth; SystemMasters lets the bootstrap in before any role is there",
  },
  "client-ca-file": {
    value: secretPath("kube-apiserver-complete-client-ca-bundle.crt"),
    why: "each kind of client has a signer of its own, and the control planes' API servers know the same ones",
  },
  "requestheader-client-ca-file": secretPath("aggregator-signer.crt"),
  "requestheader-allowed-names": {
    value: requestHeaderNames,
    why: "the proxy's certificate below has one of them, that of the control planes' API servers another",
  },
  "requestheader-username-headers": ["X-Remote-User"],
  "requestheader-group-headers": ["X-Remote-Group"],
  "requestheader-extra-headers-prefix": ["X-Remote-Extra-"],
  "proxy-client-cert-file": secretPath("apiserver-proxy.crt"),
  "proxy-client-key-file": secretPath("apiserver-proxy.key"),
  "kubelet-certificate-authority": {
    value: secretPath("kubelet-client-ca-bundle.crt"),
    why: "kubelets' serving certificates come by signing request, from the same signer as their client ones",
  },
  "kubelet-client-certificate": secretPath("kube-apiserver-to-kubelet-client.crt"),
  "kubelet-client-key": secretPath("kube-apiserver-to-kubelet-client.key"),
  "kubelet-preferred-address-types": {
    value: ["InternalIP"],
    why: "logs and exec must not depend on a DNS server that has the nodes' names",
  },
};

/** The issuer that operators expect; another one would make every token of the bootstrap worthless. */
const issuer = "https://kubernetes.default.svc";

const tokenFlags: Flags = {
  "service-account-issuer": [issuer],
  "api-audiences": [issuer],
  "service-account-key-file": {
    value: [secretPath("service-account.pub"), secretPath("bound-service-account-signing-key.pub")],
    why: "the first verifies the tokens in Secrets, which the controller manager signs",
  },
  "service-account-signing-key-file": secretPath("bound-service-account-signing-key.key"),
  "service-account-lookup": true,
};

function admissionFlags({ openshift }: OpenshiftClusterPlan): Flags {
  const plugins = admissionPluginsOf(openshift.release.minor);
  return {
    "enable-admission-plugins": {
      value: plugins.map(({ name }) => name),
      why: plugins.map(({ name, why }) => `${name}: ${why}`).join("\n"),
    },
    "allow-privileged": true,
  };
}

function servingFlags({ networks }: OpenshiftClusterPlan): Flags {
  return {
    "tls-cert-file": secretPath("kube-apiserver-service-network-server.crt"),
    "tls-private-key-file": secretPath("kube-apiserver-service-network-server.key"),
    "tls-sni-cert-key": namedCertificates.map(
      ({ names, certFile, keyFile }) =>
        `${certFile},${keyFile}${names === undefined ? "" : `:${names.join(",")}`}`,
    ),
    "service-cluster-ip-range": networks.service.map(({ cidr }) => cidr).join(","),
    "service-node-port-range": "30000-32767",
    "endpoint-reconciler-type": {
      value: "lease",
      why: "an API server that goes away is taken out of the Service by the others",
    },
    "enable-aggregator-routing": {
      value: true,
      why: "aggregated API servers are dialled by the pods' addresses, as nothing routes Services' here",
    },
    "max-requests-inflight": 3000,
    "max-mutating-requests-inflight": 1000,
    "min-request-timeout": { value: 3600, why: "watches last an hour, so that few are begun anew at once" },
    "http2-max-streams-per-connection": 2000,
    "shutdown-delay-duration": {
      value: `${drainSeconds}s`,
      why: "/readyz fails first, and the load balancer turns away before connections are refused",
    },
    "shutdown-send-retry-after": true,
    "strict-transport-security-directives": "max-age=31536000,includeSubDomains,preload",
  };
}

const auditFlags: Flags = {
  "audit-policy-file": configPath(configFileNames.auditPolicy),
  "audit-log-path": `${mounts.auditLog.inPod}/audit.log`,
  "audit-log-format": "json",
  "audit-log-maxbackup": 10,
  "audit-log-maxsize": 200,
};
