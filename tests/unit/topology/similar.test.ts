import { mostSimilar } from "../../../topology/similar";

const keys = ["controlPlanes", "workers", "clusterName", "platform"];

describe("the word that was meant", () => {
  it.each([
    ["worker", "workers"],
    ["wrokers", "workers"],
    ["Workers", "workers"],
    ["controlplane", "controlPlanes"],
    ["cluster-name", "clusterName"],
    ["platfrom", "platform"],
  ])("of %s is %s", (word, meant) => {
    expect(mostSimilar(word, keys)).toBe(meant);
  });

  it.each(["", "x", "nodes", "masters"])("is none for %j, which is like no other", (word) => {
    expect(mostSimilar(word, keys)).toBeUndefined();
  });

  it("is none where there is none to choose from", () => {
    expect(mostSimilar("workers", [])).toBeUndefined();
  });
});
