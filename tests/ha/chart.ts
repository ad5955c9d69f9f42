import type { Measure } from "./measure";
import { spreadOf } from "./percentile";
import { faultsIn } from "./report";

const width = { names: 220, second: 90, right: 60 } as const;
const line = 22;

/** What the bars of a fault are of; the lighter one reaches to the slowest run, the darker one to the median. */
const series = [
  { of: "failing", what: "requests fail", colour: "#3572b0" },
  { of: "stalled", what: "writes stall", colour: "#c0392b" },
] as const;

/** A bar for each fault and series as an SVG image, in seconds: the median of the runs, and the longest of them. */
export function chart(measures: readonly Measure[]): string {
  const faults = faultsIn(measures);
  const longest = Math.max(1, ...measures.flatMap(({ failing, stalled }) => [failing, stalled]));
  const wide = width.names + Math.ceil(longest) * width.second + width.right;
  const high = (faults.length + 2) * line;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" font-family="sans-serif" font-size="12">`,
    ...series.map(
      ({ what, colour }, index) =>
        `<text x="${width.names + index * 160}" y="15" fill="${colour}">${what}, s: median, and longest</text>`,
    ),
    ...faults.flatMap((fault, index) => bars(measures, fault, (index + 1) * line)),
    "</svg>",
    "",
  ].join("\n");
}

function bars(measures: readonly Measure[], fault: string, top: number): readonly string[] {
  const runs = measures.filter((each) => each.fault === fault);
  return [
    `<text x="0" y="${top + 14}">${fault}</text>`,
    ...series.flatMap(({ of, colour }, index) => {
      const { p50, max } = spreadOf(runs.map((run) => run[of]));
      const place = `x="${width.names}" y="${top + 2 + index * 9}" height="8" fill="${colour}"`;
      return [
        `<rect ${place} fill-opacity="0.4" width="${(max * width.second).toFixed(1)}"/>`,
        `<rect ${place} width="${(p50 * width.second).toFixed(1)}"/>`,
      ];
    }),
  ];
}
