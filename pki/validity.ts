/** From when until when a certificate is valid; both are whole seconds, as X.509 has no fractions. */
export interface Period {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const second = 1000;
const day = 24 * 60 * 60 * second;

/** A machine whose clock is behind at its first boot would refuse a certificate that starts now (kubeadm: 5 min). */
const backdate = 5 * 60 * second;

/**
 * The period of a certificate that is valid for `days` and whose key was made at `createdAt`.
 * A new period starts when a third of the last one is left, so each `now` has exactly one period, and every run
 * before the next renewal comes to the same certificate.
 */
export function periodOf(createdAt: Date, days: number, now: Date): Period {
  const first = Math.floor(createdAt.getTime() / second) * second;
  const life = days * day;
  const renewal = (life / 3) * 2;
  const periods = Math.max(0, Math.floor((now.getTime() - first) / renewal));
  const start = first + periods * renewal;
  return { notBefore: new Date(start - backdate), notAfter: new Date(start + life) };
}

/** The whole days that are left of a period; negative once it is over. */
export function daysLeft(period: Pick<Period, "notAfter">, now: Date): number {
  return Math.floor((period.notAfter.getTime() - now.getTime()) / day);
}
