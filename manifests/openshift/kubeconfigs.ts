import { caBundle, type CaBundleName } from "../../pki/ca-bundles";
import type { OpenshiftBundle, OpenshiftLeafName } from "../../pki/openshift-bundle";
import { hostApiUrl } from "../../topology/endpoints";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { ports } from "../../topology/ports";
import { type Access, kubeconfigText } from "../kubeconfig";

/** Where a kubeconfig leads to. */
type Endpoint = Pick<Access, "server" | "serverName">;

/** The ways to the API; each server of this table shows a certificate of its own. */
const endpoints = {
  api: (plan) => urlOf(plan.api.fqdn, plan.api.port),
  "api-int": (plan) => urlOf(plan.openshift.internalApiFqdn, plan.api.port),
  localhost: () => urlOf("localhost", ports.apiServer),
  // An API server chooses its certificate by the name that it is given, and an address is given as none.
  host: (plan) => ({ server: hostApiUrl(plan), serverName: plan.api.fqdn }),
} as const satisfies Record<string, (plan: OpenshiftClusterPlan) => Endpoint>;

/** The name of a way to the API. */
export type ApiEndpointName = keyof typeof endpoints;

/** The leaves that are shown to an API server, with the names by which a kubeconfig has them. */
const users = {
  "admin-kubeconfig-client": "admin",
  "kubelet-client": "kubelet",
  "kube-control-plane-kube-controller-manager-client": "kube-controller-manager",
  "kube-control-plane-kube-scheduler-client": "kube-scheduler",
} as const satisfies Partial<Record<OpenshiftLeafName, string>>;

interface KubeconfigSpec {
  /** Where the bootstrap machine has it; undefined where no machine does. */
  readonly path: string | undefined;
  readonly server: ApiEndpointName;
  readonly authorities: CaBundleName;
  readonly leaf: keyof typeof users;
  readonly why: string;
}

const auth = "/opt/openshift/auth";
const secrets = "/etc/kubernetes/bootstrap-secrets";
const nodeKubeconfigs = "/etc/kubernetes/static-pod-resources/kube-apiserver-certs/secrets/node-kubeconfigs";

/** All kubeconfigs of an OpenShift cluster that are made by hand (facts: openshift-hard-way.md, 2.1 and 2.2). */
export const openshiftKubeconfigs = {
  admin: {
    path: undefined,
    server: "api",
    authorities: "kube-apiserver-complete-server-ca-bundle",
    leaf: "admin-kubeconfig-client",
    why: "the administrators' own, for wherever the name of the API is known",
  },
  kubeconfig: {
    path: `${auth}/kubeconfig`,
    server: "api-int",
    authorities: "kube-apiserver-complete-server-ca-bundle",
    leaf: "admin-kubeconfig-client",
    why: "for whoever logs in to the bootstrap machine, to see the cluster past the machine's own API server",
  },
  "kubeconfig-loopback": {
    path: `${auth}/kubeconfig-loopback`,
    server: "localhost",
    authorities: "localhost-ca-bundle",
    leaf: "admin-kubeconfig-client",
    why: "bootkube and the version operator start the cluster with it, before load balancer and name server need be up",
  },
  "kubeconfig-kubelet": {
    path: `${auth}/kubeconfig-kubelet`,
    server: "api-int",
    authorities: "kube-apiserver-complete-server-ca-bundle",
    leaf: "kubelet-client",
    why: "served to control planes with their configuration; a kubelet asks for its certificate with it",
  },
  "kube-controller-manager": {
    path: `${secrets}/kube-controller-manager.kubeconfig`,
    server: "localhost",
    authorities: "localhost-ca-bundle",
    leaf: "kube-control-plane-kube-controller-manager-client",
    why: "through the load balancer, the bootstrap of the control plane would wait for itself",
  },
  "kube-scheduler": {
    path: `${secrets}/kube-scheduler.kubeconfig`,
    server: "localhost",
    authorities: "localhost-ca-bundle",
    leaf: "kube-control-plane-kube-scheduler-client",
    why: "the same for the scheduler, which is told apart in who holds its key",
  },
  "localhost-recovery": {
    path: `${nodeKubeconfigs}/localhost-recovery.kubeconfig`,
    server: "localhost",
    authorities: "localhost-ca-bundle",
    leaf: "admin-kubeconfig-client",
    why: "for an administrator on a machine whose load balancer is gone; stands where control planes have theirs",
  },
  "lb-int": {
    path: `${nodeKubeconfigs}/lb-int.kubeconfig`,
    server: "api-int",
    authorities: "kube-apiserver-complete-server-ca-bundle",
    leaf: "admin-kubeconfig-client",
    why: "tells from a machine whether the way that machines take to the API is open",
  },
  "lb-ext": {
    path: `${nodeKubeconfigs}/lb-ext.kubeconfig`,
    server: "api",
    authorities: "kube-apiserver-complete-server-ca-bundle",
    leaf: "admin-kubeconfig-client",
    why: "tells from a machine whether the way that users take to the API is open",
  },
  host: {
    path: undefined,
    server: "host",
    authorities: "kube-apiserver-complete-server-ca-bundle",
    leaf: "admin-kubeconfig-client",
    why: "the stack's output: the host that the program runs on need not know the cluster's names",
  },
} as const satisfies Record<string, KubeconfigSpec>;

/** The name of a kubeconfig of this table. */
export type OpenshiftKubeconfigName = keyof typeof openshiftKubeconfigs;

/** A kubeconfig of the table, as text. Secret. */
export function openshiftKubeconfig(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  name: OpenshiftKubeconfigName,
): string {
  const { server, authorities, leaf }: KubeconfigSpec = openshiftKubeconfigs[name];
  return kubeconfigText(plan, {
    user: users[leaf],
    ...endpoints[server](plan),
    authoritiesPem: caBundle(bundle, authorities),
    credential: bundle.leaves[leaf],
  });
}

function urlOf(host: string, port: number): Endpoint {
  return { server: `https://${host}:${port}` };
}
