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
  return kubeconfig(plan, { user, server, bundle, credential: operatorCredential(bundle, user) });
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
  return kubeconfig(plan, { user: client.leaf, server: client.server, bundle, credential });
}

interface Access {
  readonly user: string;
  readonly server: string;
  readonly bundle: Bundle;
  readonly credential: Credential;
}

/** Certificates and key stand in the file itself, so that it can be copied as one. */
function kubeconfig(plan: ClusterPlan, { user, server, bundle, credential }: Access): string {
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
          "certificate-authority-data": base64(bundle.authorities.kubernetes.certificatePem),
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
