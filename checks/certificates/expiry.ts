import type { Finding } from "../check";

/** A certificate's period of validity, and what it is of. */
export interface Certificate {
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const day = 24 * 60 * 60 * 1000;

/** Below these a certificate is reported, in days. */
const limits = { failure: 7, warning: 30 } as const;

/**
 * Judges how long a certificate is still valid. One that lives shortly is never far from its end, so it is measured
 * by its own life too: every "pulumi up" renews what has less than a third left.
 */
export function expiryOf(
  { name, notBefore, notAfter }: Certificate,
  now: Date,
): Finding & { readonly days: number } {
  const life = (notAfter.getTime() - notBefore.getTime()) / day;
  const left = (notAfter.getTime() - now.getTime()) / day;
  const days = Math.floor(left);
  const detail = left <= 0 ? `${name} has expired` : `${name}: ${days} days left`;
  if (left < Math.min(limits.failure, life / 4)) return { level: "failure", detail, days };
  if (left < Math.min(limits.warning, life / 3)) return { level: "warning", detail, days };
  return { level: "ok", detail, days };
}
