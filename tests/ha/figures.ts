import { type Measured, median as middle, rounded } from "../../bench/table";
import type { Measure } from "./measure";
import type { Replacement } from "./replacement";
import { markdown } from "./report";

/** What a run of the suite has measured. */
export interface Results {
  readonly measures: readonly Measure[];
  readonly replacements: readonly Replacement[];
}

/** A promise of the topology, and how it is read from what was measured. */
interface HaPromise {
  readonly what: string;
  readonly unit: "s" | "";
  readonly atMost: number;
  readonly values: (results: Results) => readonly number[];
}

const promises = {
  killedApiServer: {
    what: "requests that fail when an API server is killed",
    unit: "",
    atMost: 0,
    values: ofFaults(/^kill the API server/, ({ failedRequests }) => failedRequests),
  },
  frozenApiServer: {
    what: "requests fail when an API server is frozen",
    unit: "s",
    atMost: 3,
    values: ofFaults(/^freeze the API server/, ({ failing }) => failing),
  },
  lostLoadBalancer: {
    what: "requests fail when the load balancer is lost that holds the address",
    unit: "s",
    atMost: 4,
    values: ofFaults(/^(freeze|kill|disconnect) the holder$/, ({ failing }) => failing),
  },
  lostEtcd: {
    what: "writes stall or fail when a member of etcd is lost, the leader or another",
    unit: "s",
    atMost: 2,
    values: ofFaults(/^(freeze|kill|disconnect) (etcd-\d|the leader)$/, ({ unwritable }) => unwritable),
  },
  plannedDrain: {
    what: "requests that fail, writes among them, when a machine is replaced by up",
    unit: "",
    atMost: 0,
    values: ({ replacements }) =>
      replacements.map(({ failedRequests, failedWrites }) => failedRequests + failedWrites),
  },
  lostWrites: {
    what: "acknowledged writes that any fault or replacement lost",
    unit: "",
    atMost: 0,
    values: ({ measures, replacements }) => [...measures, ...replacements].map(({ lost }) => lost),
  },
} as const satisfies Readonly<Record<string, HaPromise>>;

function ofFaults(names: RegExp, value: (measure: Measure) => number): HaPromise["values"] {
  return ({ measures }) => measures.filter(({ fault }) => names.test(fault)).map(value);
}

/** A promise with what was measured; the longest counts, not the median. */
export type HaFigure = Omit<Measured, "unit"> & {
  readonly unit: "s" | "";
  readonly atMost: number;
  readonly longest: number;
};

/** What was measured of each promise, as it is kept in bench/results.json; a promise is left out that nothing tells of. */
export function figuresOf(results: Results): Readonly<Record<string, HaFigure>> {
  return Object.fromEntries(
    Object.entries<HaPromise>(promises).flatMap(([name, { what, unit, atMost, values: valuesIn }]) => {
      const values = valuesIn(results).map(rounded);
      if (values.length === 0) return [];
      const [median, longest] = [rounded(middle(values)), Math.max(...values)];
      return [[name, { what, unit, atMost, median, longest, values }]];
    }),
  );
}

/** The promises and what was measured of them as a Markdown table. */
export function promiseTable(figures: Readonly<Record<string, HaFigure>>): string {
  const rows = Object.values(figures).map(({ what, unit, atMost, median, longest, values }) => {
    const digits = unit === "" ? 0 : 1;
    const shown = (value: number): string => `${value.toFixed(digits)} ${unit}`.trimEnd();
    return [what, shown(atMost), shown(median), shown(longest), String(values.length)];
  });
  return markdown(["promise", "at most", "median", "longest or most", "measured"], rows);
}
