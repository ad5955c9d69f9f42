import { healthyBeforehand } from "../../ha/beforehand";

describe("the wait for a healthy cluster before each fault", () => {
  it("fails with the reason why a cluster is not healthy", async () => {
    const beforehand = healthyBeforehand(() => Promise.reject(new Error("etcd-1 is no member")));
    await expect(beforehand()).rejects.toThrow(
      "not tried on a cluster that is not healthy: Error: etcd-1 is no member",
    );
  });

  it("gives no time to a cluster that was waited for in vain, until it is healthy again", async () => {
    const limits: number[] = [];
    const answers = ["healthy", "ill", "ill", "healthy", "healthy"];
    const beforehand = healthyBeforehand((limit) => {
      limits.push(limit);
      return answers.shift() === "healthy" ? Promise.resolve() : Promise.reject(new Error("ill"));
    });
    await expect(beforehand()).resolves.toBeUndefined();
    await expect(beforehand()).rejects.toThrow("ill");
    await expect(beforehand()).rejects.toThrow("ill");
    await expect(beforehand()).resolves.toBeUndefined();
    await expect(beforehand()).resolves.toBeUndefined();
    expect(limits).toEqual([60_000, 60_000, 0, 0, 60_000]);
  });
});
