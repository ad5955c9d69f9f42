import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { always, type Check, type Finding } from "./check";

/** How long a request may be open, in milliseconds: gates and controllers decide on theirs within seconds. */
const patience = 60_000;

/**
 * Nobody decides on a node's request while no gate lets that node join: it stays open, is worth nothing, and is
 * removed by the controller manager after a day. Whoever makes one is not part of the plan, which is worth a warning.
 */
export const noOpenRequests: Check = {
  id: "certificate-requests",
  sentence: "no certificate request waits for a decision",
  why: "whoever asks for a certificate that nobody planned is a machine that was forgotten, or a stranger",
  appliesTo: always,
  probe: async ({ kubernetes, now }) => {
    const { items } = await kubernetes.certificates.listCertificateSigningRequest();
    return findingOf(items, now());
  },
};

function findingOf(requests: readonly V1CertificateSigningRequest[], now: Date): Finding {
  const open = requests.filter((request) => isForgotten(request, now)).map(described);
  if (open.length === 0) return { level: "ok", detail: "none is open" };
  return { level: "warning", detail: `${open.join("; ")}: kubectl describe csr shows what for` };
}

function isForgotten({ metadata, status }: V1CertificateSigningRequest, now: Date): boolean {
  const created = metadata?.creationTimestamp?.getTime() ?? 0;
  return (status?.conditions ?? []).length === 0 && now.getTime() - created > patience;
}

function described({ metadata, spec }: V1CertificateSigningRequest): string {
  return `${metadata?.name ?? "?"} of ${spec.username ?? "?"}`;
}
