import type { Check, CheckedCluster, Finding } from "../../../checks/check";
import { Looks } from "../../../gates/looks";

const good: Finding = { level: "ok", detail: "it is" };
const bad: Finding = { level: "failure", detail: "it is not yet" };

/** A check whose findings come when they are told to. */
function told(id: string) {
  const answers: ((finding: Finding) => void)[] = [];
  const check: Check = {
    id,
    sentence: id,
    why: "",
    appliesTo: () => true,
    probe: () => new Promise((resolve) => void answers.push(resolve)),
  };
  return { check, answers };
}

const cluster = { plan: {} } as CheckedCluster;
const ids = (reports: Awaited<ReturnType<Looks["next"]>>) => reports.map(({ check }) => check.id);

describe("looks at several checks", () => {
  it("do not wait for each other: what did not hold is looked at again beside one that takes its time", async () => {
    const [slow, quick] = [told("slow"), told("quick")];
    const looks = new Looks(cluster);
    const first = looks.next([slow.check, quick.check]);
    quick.answers[0]?.(bad);
    expect(ids(await first)).toEqual(["quick"]);
    expect(looks.detailOf(quick.check)).toBe("it is not yet");
    expect(looks.detailOf(slow.check)).toBe("is being looked at");

    const second = looks.next([slow.check, quick.check]);
    quick.answers[1]?.(good);
    expect(ids(await second)).toEqual(["quick"]);

    const third = looks.next([slow.check]);
    slow.answers[0]?.(good);
    expect(ids(await third)).toEqual(["slow"]);
    expect(slow.answers).toHaveLength(1);
  });

  it("pass a defect of a check on", async () => {
    const check: Check = { ...told("broken").check, probe: () => Promise.reject(new TypeError("a defect")) };
    await expect(new Looks(cluster).next([check])).rejects.toThrow("a defect");
  });
});
