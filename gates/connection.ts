import type { z } from "zod";
import { openHttps } from "../checks/clients/https";
import { type Kubernetes, kubernetesAt } from "../checks/clients/kubernetes";
import type { GateContext } from "./context";
import { controlPlaneLabel } from "../topology/node-labels";
import { controlPlaneAddresses, type EtcdAccess } from "./etcd";
import type { inputs } from "./input";
import { refuseFutureCertificate } from "./own-certificate";

type Access = Pick<z.output<typeof inputs.join>, "kubernetes" | "etcd">;

/** The ways to a cluster whose control planes have etcd beside them. */
export interface OpenCluster {
  readonly kubernetes: Kubernetes;
  readonly etcd: EtcdAccess;
}

/** Opens the Kubernetes API as the gate's input has it. */
export function connect(
  gate: GateContext,
  { url, credential, serverName }: Access["kubernetes"],
): Kubernetes {
  refuseFutureCertificate(gate, credential);
  return kubernetesAt(url, openHttps(credential, gate, serverName));
}

/** Opens the etcd of machines whose addresses are known. */
export function membersAt(
  gate: GateContext,
  { addresses, credential }: z.output<typeof inputs.member>["etcd"],
): EtcdAccess {
  refuseFutureCertificate(gate, credential);
  return { addresses: () => Promise.resolve(addresses), send: openHttps(credential, gate) };
}

/** Opens the API, and the etcd of the control planes that it knows of by their label and of the bootstrap machine. */
export function openCluster(
  gate: GateContext,
  { kubernetes, etcd }: Access,
  label = controlPlaneLabel,
): OpenCluster {
  const client = connect(gate, kubernetes);
  return {
    kubernetes: client,
    etcd: {
      addresses: async () => [...(await controlPlaneAddresses(client, label)), etcd.bootstrapAddress],
      send: openHttps(etcd.credential, gate),
    },
  };
}
