import type { Heal } from "./inject";

/**
 * Does something while a fault lasts that happens to several machines at the same moment, and heals them however that
 * ends: where the fault could not be injected into one of them, the others are healed and nothing is done. All that went
 * wrong is told, not only what did so first.
 */
export async function whileFaulty<Value>(
  injections: readonly Promise<Heal>[],
  act: () => Promise<Value>,
): Promise<Value> {
  const injected = await Promise.allSettled(injections);
  const acted = await Promise.allSettled(reasonsOf(injected).length === 0 ? [act()] : []);
  const healed = await Promise.allSettled(valuesOf(injected).map((heal) => heal()));
  const [value] = valuesOf(acted);
  const reasons = [injected, acted, healed].flatMap(reasonsOf);
  if (reasons.length > 0) throw together(reasons);
  return value as Value;
}

function valuesOf<Value>(settled: readonly PromiseSettledResult<Value>[]): readonly Value[] {
  return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

function reasonsOf(settled: readonly PromiseSettledResult<unknown>[]): readonly unknown[] {
  return settled.filter((each) => each.status === "rejected").map(({ reason }): unknown => reason);
}

/** One reason as it is, several as one whose message tells all of them. */
function together(reasons: readonly unknown[]): unknown {
  return reasons.length === 1 ? reasons[0] : new AggregateError(reasons, reasons.map(String).join("\n"));
}
