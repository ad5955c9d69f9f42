import type { Stage } from "./stages";

/** Sizes in pixels. */
const [width, barHeight, lineHeight, margin] = [960, 56, 22, 16] as const;

/** Colours that are told apart by people who do not see all of them (Okabe and Ito), each in two shades. */
const colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999"] as const;

/** The stages as one stacked bar with a legend below it; the text is readable by programs, too. */
export function stagesSvg(stages: readonly Stage[]): string {
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const scale = (width - 2 * margin) / total;
  const columns = 3;
  const rows = Math.ceil(stages.length / columns);
  const height = margin * 3 + lineHeight + barHeight + rows * lineHeight;
  let left = margin;
  const bars = stages.map(({ name, seconds }, index) => {
    const wide = seconds * scale;
    const label = `${name}: ${seconds.toFixed(1)} s`;
    const bar = `<rect x="${left.toFixed(1)}" y="${margin + lineHeight}" width="${wide.toFixed(1)}" height="${barHeight}" ${fill(index)}><title>${label}</title></rect>`;
    left += wide;
    return bar;
  });
  const legend = stages.map(({ name, seconds }, index) => {
    const x = margin + Math.floor(index / rows) * ((width - 2 * margin) / columns);
    const y = margin * 2 + lineHeight + barHeight + (index % rows) * lineHeight;
    return [
      `<rect x="${x.toFixed(1)}" y="${y}" width="14" height="14" ${fill(index)}/>`,
      `<text x="${(x + 20).toFixed(1)}" y="${y + 12}">${name}: ${seconds.toFixed(1)} s</text>`,
    ].join("\n");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="14">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="${margin}" y="${margin + 6}" font-weight="bold">make up, 3 control planes and 2 workers: ${total.toFixed(1)} s</text>
${[...bars, ...legend].join("\n")}
</svg>
`;
}

function fill(index: number): string {
  const shade = index < colours.length ? 1 : 0.55;
  return `fill="${colours[index % colours.length] ?? "#000000"}" fill-opacity="${shade}" stroke="#ffffff"`;
}
