import type { Measure } from "./measure";
import { spreadOf } from "./percentile";
import { faultsIn } from "./report";

/** Sizes in pixels. A bar that is longer than the scale is cut; the number beside it is not. */
const sizes = { names: 230, second: 80, numbers: 130, bar: 11, gap: 8, head: 44 } as const;
const scaleSeconds = 6;
const right = sizes.names + scaleSeconds * sizes.second;

/** What the bars of a fault are of; the light one reaches to the slowest run, the dark one to the median. */
const series = [
  { of: "failing", what: "requests fail", colour: "#0072b2" },
  { of: "stalled", what: "writes stall", colour: "#d55e00" },
  { of: "writesFailing", what: "writes fail", colour: "#009e73" },
] as const;

const row = series.length * sizes.bar + sizes.gap;

/** A bar for each fault and series as an SVG image, in seconds, with its numbers beside it. */
export function chart(measures: readonly Measure[]): string {
  const faults = faultsIn(measures);
  const [wide, high] = [right + sizes.numbers, sizes.head + faults.length * row];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...series.map(({ what, colour }, index) => text(sizes.names + index * 110, 14, what, colour)),
    text(sizes.names + series.length * 110, 14, "s: P50 (dark), P95, max (light)"),
    ...Array.from({ length: scaleSeconds + 1 }, (_, second) => mark(second, high)),
    ...faults.flatMap((fault, index) => bars(measures, fault, sizes.head + index * row)),
    "</svg>",
    "",
  ].join("\n");
}

/** A line of the scale. */
function mark(second: number, high: number): string {
  const x = sizes.names + second * sizes.second;
  return `<path d="M${x} ${sizes.head - 6}V${high}" stroke="#dddddd"/>${text(x - 3, sizes.head - 10, String(second))}`;
}

function bars(measures: readonly Measure[], fault: string, top: number): readonly string[] {
  const runs = measures.filter((each) => each.fault === fault);
  return [
    text(4, top + sizes.bar + 9, fault),
    ...series.flatMap(({ of, colour }, index) => {
      const { p50, p95, max } = spreadOf(runs.map((run) => run[of]));
      const y = top + index * sizes.bar;
      const place = `x="${sizes.names}" y="${y}" height="${sizes.bar - 1}" fill="${colour}"`;
      const numbers = [p50, p95, max].map((seconds) => seconds.toFixed(1)).join("  ");
      const label = max > scaleSeconds ? `» ${numbers}` : numbers;
      return [
        `<rect ${place} fill-opacity="0.4" width="${widthOf(max)}"/>`,
        `<rect ${place} width="${widthOf(p50)}"/>`,
        text(sizes.names + Number(widthOf(max)) + 6, y + sizes.bar - 2, label, colour),
      ];
    }),
  ];
}

function widthOf(seconds: number): string {
  return (Math.min(seconds, scaleSeconds) * sizes.second).toFixed(1);
}

function text(x: number, y: number, words: string, colour = "#000000"): string {
  return `<text x="${x}" y="${y}" fill="${colour}" xml:space="preserve">${words}</text>`;
}
