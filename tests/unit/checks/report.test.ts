import type { Check, Finding } from "../../../checks/check";
import { progressText, reportLine, reportText } from "../../../checks/report";

const check: Check = {
  id: "coredns",
  sentence: "all replicas of CoreDNS are available",
  why: "pods find each other by its answers",
  appliesTo: () => true,
  probe: () => Promise.reject(new Error("not run")),
};
const found = (level: Finding["level"], detail: string) => ({ check, finding: { level, detail } });

describe("reportLine", () => {
  it("puts mark, statement and finding on one line", () => {
    expect(reportLine(found("ok", "2 replicas available"))).toBe(
      "OK    all replicas of CoreDNS are available: 2 replicas available",
    );
    expect(reportLine(found("failure", "1 of 2 replicas available"))).toMatch(/^FAIL {2}all replicas/);
    expect(reportLine(found("warning", "slow"))).toMatch(/^WARN {2}all replicas/);
  });
});

describe("progressText", () => {
  it("counts what holds, a warning as well, and names what does not", () => {
    expect(progressText([found("ok", "2 replicas"), found("warning", "slow")])).toBe("2 of 2 checks hold");
    expect(progressText([found("ok", "2 replicas"), found("failure", "none"), found("failure", "one")])).toBe(
      "1 of 3 checks hold, not yet coredns: none | coredns: one",
    );
  });
});

describe("reportText", () => {
  it("says why a check matters where it does not hold, and counts at the end", () => {
    const text = reportText([found("ok", "2 replicas"), found("failure", "none"), found("warning", "slow")]);
    expect(text.split("\n").filter((line) => line.includes("why it matters"))).toHaveLength(2);
    expect(text.split("\n").at(-1)).toBe("1 ok, 1 warnings, 1 failed");
  });
});
