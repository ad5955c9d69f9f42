import { type Bundle, credentialOf } from "../../pki/bundle";
import { type LeafName, leaves } from "../../pki/certificates/kubernetes";
import { etcdUrlsFor } from "../../topology/endpoints";
import { type Pace, timesOf } from "../../topology/pace";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { type NodeFile, publicFile, rootFile } from "../file";
import { admissionConfiguration, admissionPlugins } from "./admission";
import { anonymousHealthOnly, auditPolicy } from "./api-access";
import { secretsEncryption } from "./encryption";
import type { Flags } from "./flags";
import { directories, programDirectory } from "./paths";
import { keyPairFiles, keyPairPaths } from "./pem";
import { type ControlPlaneProgram, renderStaticPod } from "./static-pod";
import { tlsFlags } from "./tls";

const directory = programDirectory("kube-apiserver");

/** What the API server reads; the etcd client's pair is read by the machine's membership script too. */
export const apiServerPaths = {
  admission: `${directory}/admission.yaml`,
  audit: `${directory}/audit-policy.yaml`,
  authentication: `${directory}/authentication.yaml`,
  clientAuthorities: `${directory}/client-ca.crt`,
  encryption: `${directory}/encryption.yaml`,
  etcdAuthority: `${directory}/etcd-ca.crt`,
  etcdClient: keyPairPaths(directory, "etcd-client"),
  frontProxyAuthority: `${directory}/front-proxy-ca.crt`,
  frontProxyClient: keyPairPaths(directory, "front-proxy-client"),
  kubeletAuthority: `${directory}/kubelet-ca.crt`,
  kubeletClient: keyPairPaths(directory, "kubelet-client"),
  server: keyPairPaths(directory, "server"),
  serviceAccountKey: `${directory}/service-account.key`,
  serviceAccountPublicKey: `${directory}/service-account.pub`,
} as const;

/**
 * For how many seconds an API server that is told to end still takes connections while /readyz already fails.
 * A control plane's lasts six checks of the load balancer (manifests/haproxy.ts), which turns new connections away from
 * it at the first of them. The bootstrap machine has had none since the first control plane was ready.
 */
export function drainSeconds({ role }: Pick<Machine, "role">): number {
  return role === "bootstrap" ? 1 : 3;
}

/** How long a request may take, watches apart, and so how long those that are under way may take after that. */
const requestSeconds = 60;

/** kube-apiserver as a static pod. */
export function kubeApiServer(plan: ClusterPlan, bundle: Bundle, machine: Machine): ControlPlaneProgram {
  const files = apiServerFiles(bundle, machine);
  return {
    program: "kube-apiserver",
    pod: renderStaticPod({
      pace: plan.pace,
      program: "kube-apiserver",
      files,
      runsAs: "root",
      flags: apiServerFlags(plan, machine),
      reads: [directory],
      writes: [directories.auditLog],
      cpu: "250m",
      gracePeriodSeconds: drainSeconds(machine) + requestSeconds,
      health: { scheme: "HTTPS", port: ports.apiServer, live: "/livez", ready: "/readyz" },
    }),
    files,
  };
}

function apiServerFiles(bundle: Bundle, machine: Machine): readonly NodeFile[] {
  const paths = apiServerPaths;
  const { authorities, serviceAccount } = bundle;
  const leaf = (name: LeafName) => credentialOf(bundle, name, machine);
  return [
    publicFile(paths.admission, admissionConfiguration()),
    publicFile(paths.audit, auditPolicy()),
    publicFile(paths.authentication, anonymousHealthOnly()),
    publicFile(
      paths.clientAuthorities,
      authorities.kubernetes.certificatePem + authorities["kubelet-client"].certificatePem,
    ),
    rootFile(paths.encryption, secretsEncryption(bundle)),
    publicFile(paths.etcdAuthority, authorities.etcd.certificatePem),
    ...keyPairFiles(paths.etcdClient, leaf("apiserver-etcd-client")),
    publicFile(paths.frontProxyAuthority, authorities["front-proxy"].certificatePem),
    ...keyPairFiles(paths.frontProxyClient, leaf("front-proxy-client")),
    publicFile(paths.kubeletAuthority, authorities["kubelet-serving"].certificatePem),
    ...keyPairFiles(paths.kubeletClient, leaf("apiserver-kubelet-client")),
    ...keyPairFiles(paths.server, leaf("apiserver")),
    rootFile(paths.serviceAccountKey, serviceAccount.privateKeyPem),
    publicFile(paths.serviceAccountPublicKey, serviceAccount.publicKeyPem),
  ];
}

/** kube-apiserver's flags: the program's own, and those of the stack's configuration, which are others. */
export function apiServerFlags(plan: ClusterPlan, machine: Machine): Flags {
  return { ...ownFlags(plan, machine), ...plan.api.flags };
}

/** The flags that the program sets (Kubernetes reference, "kube-apiserver"); topology/reserved-settings.ts names them. */
function ownFlags(plan: ClusterPlan, machine: Machine): Flags {
  const paths = apiServerPaths;
  return {
    "advertise-address": machine.address,
    "secure-port": ports.apiServer,
    "tls-cert-file": paths.server.certificate,
    "tls-private-key-file": paths.server.key,
    ...tlsFlags,
    "request-timeout": `${requestSeconds}s`,
    "service-cluster-ip-range": plan.networks.service.map(({ cidr }) => cidr),
    "allow-privileged": {
      value: true,
      why: "workloads may need it; admission decides which, not this switch",
    },

    "etcd-servers": {
      value: etcdUrlsFor(plan),
      why:
        plan.topology === "external-etcd"
          ? "every member, each behind its guard: any minority of them may be lost"
          : "the member beside it alone: a lost machine takes its API server with it and no other",
    },
    "etcd-cafile": paths.etcdAuthority,
    "etcd-certfile": paths.etcdClient.certificate,
    "etcd-keyfile": paths.etcdClient.key,
    ...etcdChecks(plan.pace),
    "encryption-provider-config": {
      value: paths.encryption,
      why: "who reads etcd's disk or a backup of it finds no Secret in clear",
    },

    "authentication-config": {
      value: paths.authentication,
      why: "who shows no credential may ask for health, as load balancer and kubelet do, and for nothing else",
    },
    "authorization-mode": ["Node", "RBAC"],
    "enable-admission-plugins": {
      value: admissionPlugins.map(({ name }) => name),
      why: admissionPlugins.map(({ name, why }) => `${name}: ${why}`).join("\n"),
    },
    "admission-control-config-file": paths.admission,
    "client-ca-file": {
      value: paths.clientAuthorities,
      why: "two authorities: clients made by hand, and kubelets by signing request",
    },
    "kubelet-certificate-authority": paths.kubeletAuthority,
    "kubelet-client-certificate": paths.kubeletClient.certificate,
    "kubelet-client-key": paths.kubeletClient.key,
    "kubelet-preferred-address-types": {
      value: ["InternalIP", "Hostname"],
      why: "machines know no DNS server that has each other's names",
    },
    "service-account-issuer": `https://kubernetes.default.svc.${plan.serviceDomain}`,
    "service-account-key-file": paths.serviceAccountPublicKey,
    "service-account-signing-key-file": paths.serviceAccountKey,
    "service-account-lookup": {
      value: true,
      why: "the token of a service account or pod that was deleted ends with it",
    },
    "service-account-extend-token-expiration": {
      value: false,
      why: "a stolen token ends after an hour, not after a year",
    },

    "requestheader-client-ca-file": paths.frontProxyAuthority,
    "requestheader-allowed-names": [leaves["front-proxy-client"].subject().commonName],
    "requestheader-username-headers": ["X-Remote-User"],
    "requestheader-group-headers": ["X-Remote-Group"],
    "requestheader-extra-headers-prefix": ["X-Remote-Extra-"],
    "proxy-client-cert-file": paths.frontProxyClient.certificate,
    "proxy-client-key-file": paths.frontProxyClient.key,

    "audit-policy-file": paths.audit,
    "audit-log-path": `${directories.auditLog}/audit.log`,
    "audit-log-maxage": 30,
    "audit-log-maxbackup": 10,
    "audit-log-maxsize": 100,
    profiling: false,

    "shutdown-delay-duration": {
      value: `${drainSeconds(machine)}s`,
      why: "/readyz fails first, and the load balancer turns away before connections are refused",
    },
    "shutdown-watch-termination-grace-period": {
      value: "2s",
      why: "watches are ended, not waited for: those of the programs beside it would hold its end up for a minute",
    },
    "goaway-chance": {
      value: 0.001,
      why: "long-lived HTTP/2 connections spread over API servers that came later",
    },
  };
}

/** How long it waits for etcd when it is asked for its health, of which its own time is two seconds. */
function etcdChecks(pace: Pace): Flags {
  const limit = `${timesOf[pace].etcdHealthWithin / 1000}s`;
  return {
    "etcd-healthcheck-timeout": {
      value: limit,
      why: "while etcd elects a leader, or has a new member, it may halt for longer than the usual two seconds",
    },
    "etcd-readycheck-timeout": limit,
  };
}
