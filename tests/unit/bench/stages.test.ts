import { madeResources, stagesOf } from "../../../bench/stages";
import { stagesSvg } from "../../../bench/stages-svg";

/** Names of an `up`, in the order in which it makes them, a second apart. */
const names = [
  "hardway-bench",
  "network-forward",
  "bootstrap-machine-keys",
  "bootstrap-machine-booted",
  "bootstrap-api-ready",
  ...[0, 1, 2].flatMap((index) => [
    `control-plane-master-${index}-booted`,
    `control-plane-master-${index}-join`,
  ]),
  "control-plane-pivot",
  "workers-worker-1-join",
  "workers-worker-0-join",
  "verification-healthy",
];
const made = names.map((name, index) => ({ name, made: (index + 1) * 1000 }));
const span = { began: 500, ended: 20_000 };

describe("the stages of an up", () => {
  it("are divided by the resources that end them", () => {
    const stages = stagesOf(made, span);
    expect(stages.slice(0, 3)).toEqual([
      { name: "start of make, engine and program", seconds: 0.5 },
      { name: "keys, network", seconds: 2 },
      { name: "bootstrap boots", seconds: 1 },
    ]);
  });

  it("add up to its time", () => {
    const sum = stagesOf(made, span).reduce((total, { seconds }) => total + seconds, 0);
    expect(sum).toBeCloseTo(19.5);
  });

  it("wait for the last of several resources", () => {
    expect(stagesOf(made, span).find(({ name }) => name === "workers join")?.seconds).toBe(2);
  });

  it("take no time where a later one was over first", () => {
    const late = made.map((each) => (each.name === "control-plane-pivot" ? { ...each, made: 30_000 } : each));
    expect(
      stagesOf(late, { ...span, ended: 40_000 }).find(({ name }) => name === "workers join")?.seconds,
    ).toBe(0);
  });

  it("are refused for an up that did not get so far", () => {
    expect(() => stagesOf(made.slice(0, -1), span)).toThrow('no resource ends the stage "verification"');
  });
});

describe("an exported stack", () => {
  it("tells when each resource had been made", () => {
    const resources = [
      {
        urn: "urn:pulumi:s::p::command:local:Command::a-booted",
        created: "2026-11-25T01:33:57.5Z",
        outputs: {},
      },
      { urn: "urn:pulumi:s::p::pulumi:providers:command::default" },
    ];
    expect(madeResources(JSON.stringify({ deployment: { resources } }))).toEqual([
      { name: "a-booted", made: Date.parse("2026-11-25T01:33:57.500Z") },
    ]);
  });
});

describe("the picture of the stages", () => {
  const picture = stagesSvg([
    { name: "one", seconds: 1 },
    { name: "two", seconds: 3 },
  ]);

  it("names each with its seconds, and their sum", () => {
    expect(picture).toContain(">one: 1.0 s</text>");
    expect(picture).toContain("make up, 3 control planes and 2 workers: 4.0 s");
  });

  it("gives each its share of the width", () => {
    expect(picture.match(/width="(232\.0|696\.0)"/g)).toHaveLength(2);
  });
});
