import { type Bundle, type Credential, credentialOf, operatorCredential } from "../pki/bundle";
import type { LeafName } from "../pki/certificates/kubernetes";
import type { ClusterPlan, Machine } from "../topology/plan";
import { yamlText } from "./yaml";

/** The operators' certificates that speak to the Kubernetes API. */
export type OperatorUser = "admin" | "break-glass" | "provisioner";

/** A kubeconfig of the cluster's operators; `server` is the URL at which they reach the API. Secret. */
export function operatorKubeconfig(
  plan: ClusterPlan,
  bundle: Bundle,
  user: OperatorUser,
  server: string,
): string {
  const { certificatePem: authoritiesPem } = bundle.authorities.kubernetes;
  return kubeconfigText(plan, {
    user,
    server,
    authoritiesPem,
    credential: operatorCredential(bundle, user),
  });
}

/** Which of its certificates a machine's program shows, and to which URL. */
export interface MachineClient {
  readonly machine: Machine;
  readonly leaf: LeafName;
  readonly server: string;
}

/** A kubeconfig of a program on a machine. Secret. */
export function machineKubeconfig(plan: ClusterPlan, bundle: Bundle, client: MachineClient): string {
  const credential = credentialOf(bundle, client.leaf, client.machine);
  const { certificatePem: authoritiesPem } = bundle.authorities.kubernetes;
  return kubeconfigText(plan, { user: client.leaf, server: client.server, authoritiesPem, credential });
}

/** Who dials which API server, and whom it believes. */
export interface Access {
  readonly user: string;
  /** A URL. */
  readonly server: string;
  /** The name by which the server's certificate is chosen and verified, where that is not the URL's host. */
  readonly serverName?: string;
  /** The certificates of the authorities from which the server's may come, in PEM. */
  readonly authoritiesPem: string;
  readonly credential: Pick<Credential, "certificatePem" | "keyPem">;
}

/** A kubeconfig of one user and one cluster. Certificates and key stand in the file itself, so it can be copied. Secret. */
export function kubeconfigText(plan: ClusterPlan, access: Access): string {
  const { user, server, serverName, authoritiesPem, credential } = access;
  const cluster = plan.clusterName;
  const context = `${user}@${cluster}`;
  return yamlText({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: cluster,
        cluster: {
          server,
          ...(serverName !== undefined && { "tls-server-name": serverName }),
          "certificate-authority-data": base64(authoritiesPem),
        },
      },
    ],
    users: [
      {
        name: user,
        user: {
          "client-certificate-data": base64(credential.certificatePem),
          "client-key-data": base64(credential.keyPem),
        },
      },
    ],
    contexts: [{ name: context, context: { cluster, user } }],
    "current-context": context,
  });
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
