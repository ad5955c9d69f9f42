import { highestNodeId, hostNumberOfNode, hostNumbers } from "../../../../topology/microshift/numbers";

describe("a node's number in its network", () => {
  it("is its id and ten", () => {
    expect([1, 2, 89].map(hostNumberOfNode)).toEqual([11, 12, 99]);
  });

  it("ends before the virtual address", () => {
    expect(highestNodeId).toBe(89);
    expect(hostNumberOfNode(highestNodeId)).toBe(hostNumbers.virtualAddress - 1);
  });
});
