import { whileItLasts, whole } from "./expected";
import type { Fault } from "./faults";
import type { HaSubject } from "./look";
import { type Measure, measureOf } from "./measure";
import { sentence } from "./sentence";
import { type Outcome, type Trial, tryFault } from "./try-fault";

/** Lets a fault happen and says what it cost; what was seen is for `expectGotOver` to judge. */
export async function tryMeasured(
  subject: HaSubject,
  fault: Fault,
  trial: Trial,
): Promise<{ readonly outcome: Outcome; readonly measure: Measure }> {
  const outcome = await tryFault(subject, fault, trial);
  const { value, reads, writes, lost } = outcome;
  const measure = measureOf({ fault: fault.name, reads, writes, lost, recovery: value.recovery });
  console.log(sentence(outcome, measure));
  return { outcome, measure };
}

/** The cluster was whole before the fault and is whole after it, was meanwhile as is promised, and lost no write. */
export function expectGotOver({ plan }: HaSubject, { fault, value, lost }: Outcome): void {
  expect(value.before).toEqual(whole(plan));
  const meanwhile = whileItLasts(plan, fault);
  if (meanwhile !== undefined) expect(value.during?.look).toMatchObject(meanwhile);
  expect(value.after).toEqual(whole(plan));
  expect(lost).toEqual([]);
}
