import { ports } from "../../topology/ports";
import { always, type Check, type CheckedCluster, counted, type Finding, plannedNodes } from "../check";
import { type Certificate, expiryOf } from "./expiry";
import { shakeHands, type TlsServer } from "./handshake";

/** Every certificate that a client of the cluster meets, and the operators' own, is valid for a while. */
export const certificatesValid: Check = {
  id: "certificates",
  sentence: "every certificate is verified and valid for days to come",
  why: "an expired certificate ends all connections at once, at a time that nobody chose",
  appliesTo: always,
  probe: async (cluster) => {
    const now = cluster.now();
    const known = cluster.certificates.map(({ name, notBefore, notAfter }) =>
      expiryOf({ name, notBefore: new Date(notBefore), notAfter: new Date(notAfter) }, now),
    );
    const shown = await Promise.all(serversOf(cluster).map((server) => look(server, now)));
    return summary([...known, ...shown.flat()]);
  },
};

/** The servers of the cluster that present certificates, each by its address. */
export function serversOf({ plan, credentials }: CheckedCluster): readonly TlsServer[] {
  const { kubernetes, etcd, kubelets } = credentials;
  return [
    { name: "API behind the load balancer", ...plan.api, credential: kubernetes },
    ...plan.controlPlanes.map(({ name, address }) => ({
      name: `API server of ${name}`,
      address,
      port: ports.apiServer,
      credential: kubernetes,
    })),
    ...plan.etcdMembers.flatMap(({ name, address }) => [
      { name: `etcd of ${name}`, address, port: ports.etcdClient, credential: etcd },
      { name: `etcd of ${name}, for its peers`, address, port: ports.etcdPeer, credential: etcd },
    ]),
    ...plannedNodes(plan).map(({ name, address }) => ({
      name: `kubelet of ${name}`,
      address,
      port: ports.kubelet,
      credential: kubelets,
    })),
  ];
}

type Judged = Finding & { readonly days?: number };

async function look(server: TlsServer, now: Date): Promise<readonly Judged[]> {
  const seen = await shakeHands(server);
  if ("failure" in seen) return [{ level: "failure", detail: `${server.name}: ${seen.failure}` }];
  const certificate: Certificate = { name: server.name, ...seen };
  const expiry = expiryOf(certificate, now);
  if (seen.refusal === undefined || expiry.days < 0) return [expiry];
  return [expiry, { level: "failure", detail: `${server.name} is refused: ${seen.refusal}` }];
}

function summary(all: readonly Judged[]): Finding {
  for (const level of ["failure", "warning"] as const) {
    const worst = all.filter((judged) => judged.level === level);
    if (worst.length > 0) return { level, detail: worst.map(({ detail }) => detail).join("; ") };
  }
  const [first] = [...all].sort((one, other) => (one.days ?? 0) - (other.days ?? 0));
  return {
    level: "ok",
    detail: `${counted(all.length, "certificate")}; the first to expire is ${first?.detail ?? "none"}`,
  };
}
