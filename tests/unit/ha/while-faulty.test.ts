import { whileFaulty } from "../../ha/while-faulty";

/** Machines with a fault that is noted when it begins and when it is healed. */
function lab() {
  const noted: string[] = [];
  const inject = (machine: string) => () => {
    noted.push(`${machine} is healed`);
    return Promise.resolve();
  };
  const act = () => {
    noted.push("acted");
    return Promise.resolve("seen");
  };
  return { noted, act, healOf: (machine: string) => Promise.resolve(inject(machine)) };
}

describe("what is done while a fault lasts", () => {
  it("is done when all injections succeeded, and before any is healed", async () => {
    const { noted, act, healOf } = lab();
    await expect(whileFaulty([healOf("etcd-0"), healOf("etcd-1")], act)).resolves.toBe("seen");
    expect(noted).toEqual(["acted", "etcd-0 is healed", "etcd-1 is healed"]);
  });

  it("is not done where an injection failed, and the others are healed", async () => {
    const { noted, act, healOf } = lab();
    const injections = [healOf("etcd-0"), Promise.reject(new Error("no such machine")), healOf("etcd-2")];
    await expect(whileFaulty(injections, act)).rejects.toThrow("no such machine");
    expect(noted).toEqual(["etcd-0 is healed", "etcd-2 is healed"]);
  });

  it("waits for an injection that is slow before it heals, though another one failed at once", async () => {
    const { noted, act, healOf } = lab();
    const slow = new Promise<void>((resolve) => setImmediate(resolve)).then(() => healOf("etcd-0"));
    await expect(whileFaulty([Promise.reject(new Error("refused")), slow], act)).rejects.toThrow("refused");
    expect(noted).toEqual(["etcd-0 is healed"]);
  });

  it("fails with its own reason, and the machines are healed", async () => {
    const { noted, healOf } = lab();
    const act = () => Promise.reject(new Error("etcd has no leader"));
    await expect(whileFaulty([healOf("etcd-0")], act)).rejects.toThrow("etcd has no leader");
    expect(noted).toEqual(["etcd-0 is healed"]);
  });

  it("fails where a machine cannot be healed, after the others are, and hides no other reason", async () => {
    const { noted, healOf } = lab();
    const stuck = Promise.resolve(() => Promise.reject(new Error("etcd-0 does not start")));
    const act = () => Promise.reject(new Error("etcd has no leader"));
    await expect(whileFaulty([stuck, healOf("etcd-1")], act)).rejects.toThrow(
      /etcd has no leader\n.*etcd-0 does not start/,
    );
    expect(noted).toEqual(["etcd-1 is healed"]);
  });
});
