import { table } from "../../changes/record";

it("a change is recorded with its time and what the prober counted", () => {
  const made = { exitCode: 0, output: "", errors: "", text: "", seconds: 60.4 };
  const report = { requests: 1200, failures: [], slowest: 378 };
  expect(
    table([{ what: "an added API SAN", probed: { made, report } }])
      .split("\n")
      .at(-1),
  ).toBe("| an added API SAN | 60 | 0 of 1200 | 0.4 |");
});
