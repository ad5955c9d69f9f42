import { X509Certificate } from "node:crypto";
import type { Credential } from "../checks/clients/https";
import { type GateContext, GateFailure } from "./context";

/**
 * Gives up where the gate's own certificate begins in the future: every server would refuse it, and every server's own
 * was made by the same clock. Certificates begin some minutes before their key was made, so the clock went back by more.
 */
export function refuseFutureCertificate({ clock }: GateContext, { certificatePem }: Credential): void {
  const begins = new Date(new X509Certificate(certificatePem).validFrom);
  const now = clock.date();
  if (begins <= now) return;
  throw new GateFailure({
    what: "the cluster's certificates are not valid yet",
    where: "the clock of this host",
    since: `${inWords(now)}, when this host's clock was read`,
    seen: `the gate's own certificate is valid from ${inWords(begins)}`,
    why: "the clock was ahead when the keys were made, and has been set back since",
    remedy: `set the clock right; then run "pulumi up" again, after ${inWords(begins)}`,
  });
}

function inWords(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
