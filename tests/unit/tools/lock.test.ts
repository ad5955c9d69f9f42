import { join } from "node:path";
import { Failure } from "../../../tools/failure";
import { alone, whileLocked } from "../../../tools/lock";
import { temporaryFolder } from "../../support/temporary-folder";

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

describe("a lock that is not waited for", () => {
  it("is free as soon as the work before has ended", async () => {
    const lock = {
      file: join(temporaryFolder("hardway-lock"), "lock"),
      taken: { refuses: () => new Failure({ what: "taken", where: "", why: "", remedy: "" }) },
    };
    const rounds = Array.from({ length: 20 }, (_, round) => round);
    for (const round of rounds) {
      await expect(whileLocked(lock, () => Promise.resolve(round))).resolves.toBe(round);
    }
  });
});
