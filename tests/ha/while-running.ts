import type { Running } from "../e2e/support/availability";

/** What something gave that was done while a program ran, and what the program reports. */
export interface WhileRunning<Value, Report> {
  readonly value: Value;
  readonly report: Report;
}

/** Does something while a program runs, which is ended however that goes: a failure of the act is told before its own. */
export async function whileRunning<Value, Report>(
  { end }: Running<Report>,
  act: () => Promise<Value>,
): Promise<WhileRunning<Value, Report>> {
  const [acted] = await Promise.allSettled([act()]);
  const [ended] = await Promise.allSettled([end()]);
  if (acted.status === "rejected") throw acted.reason;
  if (ended.status === "rejected") throw ended.reason;
  return { value: acted.value, report: ended.value };
}
