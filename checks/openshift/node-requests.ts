import { nodeSigners } from "../../topology/node-signers";
import { always, findingOf } from "../check";
import type { OpenshiftCheck } from "./check";

/** Other signers' requests are no node's. */
const signers: readonly string[] = Object.values(nodeSigners);

/**
 * No machine waits for a certificate. On platform None nobody in the cluster decides on these requests but for the
 * renewals of client certificates (facts: openshift-hard-way.md, 9.3), so whoever waits is not part of the plan, or is
 * and asks for more than the plan gives it.
 */
export const noNodeRequests: OpenshiftCheck = {
  id: "node-requests",
  sentence: "no certificate request of a node waits for a decision",
  why: "whoever asks for a node's certificate that nobody planned is a machine that was forgotten, or a stranger",
  appliesTo: always,
  probe: async ({ kubernetes }) => {
    const { items } = await kubernetes.certificates.listCertificateSigningRequest();
    const open = items.filter(
      ({ spec, status }) => signers.includes(spec.signerName) && (status?.conditions ?? []).length === 0,
    );
    return findingOf(
      open.map(
        ({ metadata, spec }) =>
          `${metadata?.name ?? "?"} of ${spec.username ?? "?"} to ${spec.signerName} waits (kubectl describe csr)`,
      ),
      "none is open",
    );
  },
};
