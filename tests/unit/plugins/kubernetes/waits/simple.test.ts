import { simpleWaits } from "../../../../../plugins/kubernetes/waits/simple";
import { verdictOf } from "./support";

const waitOf = (kind: string) => {
  const found = simpleWaits.find(({ kinds }) => kinds.includes(kind));
  if (!found) throw new Error(`no wait for ${kind}`);
  return found;
};

describe("a PersistentVolume", () => {
  it.each([
    ["Available", "ready"],
    ["Bound", "ready"],
    ["Pending", "waiting"],
  ])("that is %s counts as %s", async (phase, state) => {
    expect(await verdictOf(waitOf("v1/PersistentVolume"), { object: { status: { phase } } })).toMatchObject({
      state,
    });
  });
});

describe("a ResourceQuota", () => {
  it("is ready when it is in force", async () => {
    const spec = { hard: { pods: "5" } };
    const judge = (hard: object) =>
      verdictOf(waitOf("v1/ResourceQuota"), { object: { spec, status: { hard: { ...hard } } } });
    expect(await judge({ pods: "5" })).toMatchObject({ state: "ready" });
    expect(await judge({})).toMatchObject({ state: "waiting" });
  });
});
