import type { Check, CheckedCluster } from "../checks/check";
import { type Report, runCheck } from "../checks/checks";

/** Looks at each check by itself, so that one which takes seconds keeps none of the others from being looked at again. */
export class Looks {
  private readonly underWay = new Map<Check, Promise<Report>>();
  private readonly details = new Map<Check, string>();

  constructor(private readonly cluster: CheckedCluster) {}

  /** Looks at those checks that are not being looked at, and returns the reports of the first that end. */
  async next(checks: readonly Check[]): Promise<readonly Report[]> {
    for (const check of checks)
      if (!this.underWay.has(check)) this.underWay.set(check, runCheck(this.cluster, check));
    if (this.underWay.size === 0) return [];
    const ended: Report[] = [];
    await Promise.race(
      [...this.underWay.values()].map(async (look) => {
        ended.push(await look);
      }),
    );
    for (const { check, finding } of ended) {
      this.underWay.delete(check);
      this.details.set(check, finding.detail);
    }
    return ended;
  }

  /** What the last look at a check showed. */
  detailOf(check: Check): string {
    return this.details.get(check) ?? "is being looked at";
  }
}
