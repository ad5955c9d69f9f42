import { lookAs } from "../../ha/looks";

const answers = { failedGets: [], healthyMembers: 2, holders: 1 };
const stalls = { ...answers, failedGets: ["context deadline exceeded"] };
const promised = { failedGets: [], holders: 1 };

/** Looks that give what is said, one after the other, and the last one for ever. */
function looking(...seen: readonly (typeof stalls)[]) {
  const left = [...seen];
  return jest.fn(() => Promise.resolve((left.length > 1 ? left.shift() : left[0]) ?? answers));
}

describe("a look at a cluster while a fault lasts", () => {
  it("is one, as it comes, where the promised time is what is tried", async () => {
    const looks = looking(stalls, answers);
    expect((await lookAs("once", promised, looks)).look).toBe(stalls);
    expect(looks).toHaveBeenCalledTimes(1);
  });

  it("is the first that shows what is promised, of which the rest may be anything, where the answer is", async () => {
    const looks = looking(stalls, stalls, answers, stalls);
    expect((await lookAs("until as promised", promised, looks)).look).toBe(answers);
    expect(looks).toHaveBeenCalledTimes(3);
  });

  it("ends, and shows what is wrong, where what is promised never comes", async () => {
    expect((await lookAs("until as promised", promised, looking(stalls), 10)).look).toBe(stalls);
  });

  it("is not late where the first one shows what is promised", async () => {
    expect((await lookAs("until as promised", promised, looking(answers))).late).toBe(0);
  });
});
