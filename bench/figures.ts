/** A figure that the project promises, measured on 2 cores with toolchain, packages and image in place. */
export interface Promised {
  readonly what: string;
  readonly unit: "s" | "GiB";
  /** The promise; undefined where a figure is measured for the record. */
  readonly atMost?: number;
}

/** Every figure that `make bench` measures. */
export const promises = {
  up: { what: "make up from nothing to a verified cluster", unit: "s", atMost: 60 },
  apiReady: { what: "the API answers through the load balancer", unit: "s", atMost: 15 },
  noOpUp: { what: "make up with nothing to change", unit: "s", atMost: 5 },
  noOpPreview: { what: "make preview with nothing to change", unit: "s", atMost: 5 },
  memory: { what: "memory of the whole cluster", unit: "GiB", atMost: 4 },
  destroy: { what: "make destroy", unit: "s" },
} as const satisfies Readonly<Record<string, Promised>>;

/** The name of a figure. */
export type FigureName = keyof typeof promises;

/** The names of all figures, in the order in which they are shown. */
export const figures = Object.keys(promises) as readonly FigureName[];
