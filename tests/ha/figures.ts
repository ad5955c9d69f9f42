import { type Measured, median as middle, rounded } from "../../bench/table";
import type { Measure } from "./measure";

/** A promise of the topology, and how it is read from the runs of some faults. */
interface HaPromise {
  readonly what: string;
  readonly unit: "s" | "";
  readonly atMost: number;
  /** The names of the faults. */
  readonly faults: RegExp;
  readonly value: (measure: Measure) => number;
}

const promises = {
  killedApiServer: {
    what: "requests that fail when an API server is killed",
    unit: "",
    atMost: 0,
    faults: /^kill the API server/,
    value: ({ failedRequests }) => failedRequests,
  },
  frozenApiServer: {
    what: "requests fail when an API server is frozen",
    unit: "s",
    atMost: 3,
    faults: /^freeze the API server/,
    value: ({ failing }) => failing,
  },
  lostLoadBalancer: {
    what: "requests fail when the load balancer is lost that holds the address",
    unit: "s",
    atMost: 4,
    faults: /^(freeze|kill|disconnect) the holder$/,
    value: ({ failing }) => failing,
  },
  lostEtcd: {
    what: "writes stall or fail when a member of etcd is lost, the leader or another",
    unit: "s",
    atMost: 2,
    faults: /^(freeze|kill|disconnect) (etcd-\d|the leader)$/,
    value: ({ unwritable }) => unwritable,
  },
  lostWrites: {
    what: "acknowledged writes that any fault lost",
    unit: "",
    atMost: 0,
    faults: /./,
    value: ({ lost }) => lost,
  },
} as const satisfies Readonly<Record<string, HaPromise>>;

/** A promise with what was measured; the longest counts, not the median. */
export type HaFigure = Omit<Measured, "unit"> & { readonly unit: "s" | ""; readonly longest: number };

/** What the runs say of each promise, as it is kept in bench/results.json. */
export function figuresOf(measures: readonly Measure[]): Readonly<Record<string, HaFigure>> {
  return Object.fromEntries(
    Object.entries(promises).map(([name, { what, unit, atMost, faults, value }]) => {
      const values = measures.filter(({ fault }) => faults.test(fault)).map((each) => rounded(value(each)));
      const median = rounded(middle(values));
      return [name, { what, unit, atMost, median, longest: Math.max(...values), values }];
    }),
  );
}
