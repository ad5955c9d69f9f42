import { alone } from "../../../tools/lock";

describe("the setup's lock", () => {
  it("lets one run finish before the next begins", async () => {
    const events: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      events.push(`${name} ends`);
    };
    await Promise.all([alone(work("a")), alone(work("b"))]);
    const [first] = events[0]?.split(" ") ?? [];
    const order = first === "a" ? ["a", "b"] : ["b", "a"];
    expect(events).toEqual(order.flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it("is free again after an error", async () => {
    await expect(alone(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await expect(alone(() => Promise.resolve("works"))).resolves.toBe("works");
  });
});
