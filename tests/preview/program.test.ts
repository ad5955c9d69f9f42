import { type Preview, previewOf, topologies } from "../support/preview";
import { shapes } from "./shapes";

describe.each(topologies)("a stack of topology %s", (topology) => {
  const shape = shapes[topology];
  let stack: Preview;
  const names = (resources: readonly { readonly name: string }[]) => resources.map(({ name }) => name);
  const deletedOnes = () => stack.commands.filter(({ inputs }) => inputs["delete"] !== undefined);

  beforeAll(async () => {
    stack = await previewOf({ topology });
  }, 60_000);

  describe("boots in an order that", () => {
    it("puts everything that the API stands on before the API's gate", () => {
      expect([...stack.before(shape.apiReady)]).toEqual(expect.arrayContaining([...shape.apiStandsOn]));
    });

    it("lets no control plane join before the one before it has joined", () => {
      expect(stack.before("control-plane-master-0-join")).toContain(shape.apiReady);
      expect(stack.before("control-plane-master-1-join")).toContain("control-plane-master-0-join");
      expect(stack.before("control-plane-master-2-join")).toContain("control-plane-master-1-join");
    });

    it("lets nobody ask to join before the permissions are given", () => {
      expect(stack.before("control-plane-master-0-join")).toContain(
        "permissions-cluster-role-binding-hardway-node-bootstrappers",
      );
    });

    it("lets workers join when the control plane stands, and none of them wait for another", () => {
      const joins = [0, 1, 2].map((index) => `control-plane-master-${index}-join`);
      const before = stack.before("workers-worker-0-join");
      expect([...before]).toEqual(expect.arrayContaining([shape.controlPlaneStands, ...joins]));
      expect(stack.before("workers-worker-1-join")).not.toContain("workers-worker-0-join");
    });

    it("verifies last", () => {
      const joins = stack.all.filter(({ name, custom }) => custom && name.endsWith("-join"));
      expect(names(joins).sort()).toEqual(Object.keys(shape.joins).sort());
      expect([...stack.before("verification-healthy")]).toEqual(expect.arrayContaining(names(joins)));
    });

    it("makes the keys of later machines after the API answers, so that they do not hold it up", () => {
      for (const machine of shape.firstMachines) expect(stack.before(`${machine}-keys`)).toEqual(new Set());
      for (const machine of shape.laterMachines)
        expect(stack.before(`${machine}-keys`)).toContain(shape.apiReady);
    });
  });

  describe("has resources, each of which", () => {
    it("is named after its parent", () => {
      const strangers = stack.all.filter(({ name, parent }) => {
        const above = stack.registered.get(parent);
        return above !== undefined && above.parent !== "" && !name.startsWith(`${parent}-`);
      });
      expect(names(strangers)).toEqual([]);
    });

    it("is deleted before its replacement is made where its name is unique on the host", () => {
      expect(names(deletedOnes().filter((each) => !each.deleteBeforeReplace))).toEqual([]);
    });

    it("goes with the cluster's network at destroy, so that nothing is undone one by one", () => {
      const standing = ["network-namespace", "network-forward", "image-built"];
      // A file of this host, which goes with the cluster.
      const files = ["control-plane-backup-before-master-1"];
      const alone = deletedOnes().filter(({ deletedWith }) => deletedWith !== "network-namespace");
      expect(names(alone).filter((name) => ![...standing, ...files].includes(name))).toEqual([]);
    });

    it("is changed by what it is made from, but for what happens once in a cluster's life", () => {
      const once = stack.commands.filter(({ ignoreChanges }) => ignoreChanges.includes("*"));
      expect(names(once)).toEqual(shape.once);
    });
  });

  describe("has machines, each of which", () => {
    it("is started again when it fails, unless the pivot switches it off for good", () => {
      const machines = stack.commands.filter(({ name }) => name.endsWith("-booted"));
      const restart = Object.fromEntries(
        machines.map(({ name, inputs }) => [name, (inputs["environment"] as { RESTART?: string }).RESTART]),
      );
      const booted = [...shape.firstMachines, ...shape.laterMachines].map((machine) => `${machine}-booted`);
      expect(restart).toEqual(
        Object.fromEntries(
          booted.map((name) => [name, shape.mayStayOff.includes(name) ? "no" : "on-failure"]),
        ),
      );
    });

    it.each(Object.entries({ ...shape.joins, ...shape.orders }))(
      "has its %s undone before it is replaced, and done again after: %s",
      (name, machine) => {
        const { inputs } = stack.resource(name);
        expect(stack.before(name)).toContain(`${machine}-booted`);
        expect(inputs["triggers"]).toEqual([`${machine}-booted-id`]);
        expect(inputs["delete"]).toMatch(/ (delete|drain|leave|stop)$/);
      },
    );
  });

  describe("changes a machine's files so that", () => {
    it("the gate behind the machine looks again, and the verification", () => {
      for (const gate of [...Object.keys(shape.joins), shape.apiReady, "verification-healthy"])
        expect(stack.resource(gate).inputs["environment"]).toMatchObject({
          CONFIRMS: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        });
    });

    it("they are ahead of the next control plane's: its gate stands between the two", () => {
      expect(stack.before("control-plane-master-1-booted")).toContain("control-plane-master-0-join");
      expect(stack.before("control-plane-master-2-booted")).toContain("control-plane-master-1-join");
    });

    it("those of the load balancers are confirmed before any control plane that joins later changes", () => {
      const loadBalancers = shape.apiStandsOn.filter((name) => name.startsWith("load-balancer-"));
      const first = shape.laterMachines.find((name) => name.startsWith("control-plane-")) ?? "";
      expect([...stack.before(`${first}-booted`)]).toEqual(
        expect.arrayContaining([shape.apiReady, ...loadBalancers]),
      );
    });
  });
});
