import { refusedPull } from "../causes";
import { type GateContext, GateFailure } from "../context";

/** Where MicroShift has the pull secret (facts: microshift.md, A4). */
const pullSecret = "/etc/crio/openshift-pull-secret";

/**
 * Gives up on images that a registry refuses to hand out, once it has refused for as long as the gate program is patient:
 * no time makes a pull secret right, and the first start is given hours.
 */
export class RefusedPulls {
  private since: number | undefined;

  constructor(private readonly gate: GateContext) {}

  /** Throws a `GateFailure` where what is seen has told of a refusal for too long. */
  judge(node: string, seen: string): void {
    const now = this.gate.clock.now();
    if (!refusedPull.test(seen)) {
      this.since = undefined;
      return;
    }
    this.since ??= now;
    if (now - this.since < this.gate.patience) return;
    throw new GateFailure({
      what: "a registry refuses to hand out images",
      where: `${pullSecret} on ${node}`,
      seen,
      why: "the pull secret is missing, is wrong or has expired, or it does not cover this registry",
      remedy:
        'pulumi config set --secret pullSecret < pull-secret.json, with credentials for the registry that is named; then run "pulumi up" again',
    });
  }
}
