import { onHealthyCluster } from "../../ha/beforehand";

const nothing = (): Promise<void> => Promise.resolve();
const fault = (): Promise<never> => Promise.reject(new Error("not healed"));

/** Waits that end as the answers say, one after the other, with the limits that they were given. */
function waits(...answers: readonly ("healthy" | "ill")[]) {
  const limits: number[] = [];
  const left = [...answers];
  const onHealthy = onHealthyCluster((limit) => {
    limits.push(limit);
    return left.shift() === "healthy" ? Promise.resolve() : Promise.reject(new Error("ill"));
  });
  return { limits, onHealthy };
}

describe("a fault that is tried on a healthy cluster", () => {
  it("fails with the reason why the cluster is not healthy, and is not tried", async () => {
    const { onHealthy } = waits("ill");
    const act = jest.fn(nothing);
    await expect(onHealthy(act)).rejects.toThrow("not tried on a cluster that is not healthy: Error: ill");
    expect(act).not.toHaveBeenCalled();
  });

  it("needs no look beforehand where the one before it ended with a healthy cluster", async () => {
    const { limits, onHealthy } = waits("healthy");
    await onHealthy(nothing);
    await onHealthy(nothing);
    expect(limits).toEqual([60_000]);
  });

  it("waits for the cluster where the one before it failed", async () => {
    const { limits, onHealthy } = waits("healthy", "healthy");
    await expect(onHealthy(fault)).rejects.toThrow("not healed");
    await onHealthy(nothing);
    expect(limits).toEqual([60_000, 60_000]);
  });

  it("gives no time to a cluster that was waited for in vain, until it is healthy again", async () => {
    const { limits, onHealthy } = waits("ill", "ill", "healthy");
    await expect(onHealthy(nothing)).rejects.toThrow("ill");
    await expect(onHealthy(nothing)).rejects.toThrow("ill");
    await expect(onHealthy(fault)).rejects.toThrow("not healed");
    await expect(onHealthy(nothing)).rejects.toThrow("ill");
    expect(limits).toEqual([60_000, 0, 0, 60_000]);
  });
});
