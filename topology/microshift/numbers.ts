/**
 * Where the addresses of a cluster of MicroShift nodes lie in its /24 (facts: microshift.md, B2). Nodes end before the
 * virtual address begins: from number 90 on a node would have an address that is promised to a Service.
 */
export const hostNumbers = {
  firstNode: 11,
  virtualAddress: 100,
  loadBalancerFirst: 101,
  loadBalancerLast: 199,
} as const;

/** The highest number of a node. */
export const highestNodeId = hostNumbers.virtualAddress - hostNumbers.firstNode;

/** The number in its network of the node with that id: ten more. */
export function hostNumberOfNode(id: number): number {
  return hostNumbers.firstNode + id - 1;
}
