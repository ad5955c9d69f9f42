import { isSecret, type Registered, registeredBy } from "../support/graph";

let resources: ReadonlyMap<string, Registered>;
const all = () => [...resources.values()];
const commands = () => all().filter(({ type }) => type === "command:local:Command");
const resource = (name: string): Registered => {
  const found = resources.get(name);
  if (found === undefined)
    throw new Error(`no resource ${name}; there are ${[...resources.keys()].join(", ")}`);
  return found;
};

/** Everything that must have happened before a resource is made. */
function before(name: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const dependency of resource(name).dependsOn) {
    if (seen.has(dependency)) continue;
    seen.add(dependency);
    if (resources.has(dependency)) before(dependency, seen);
  }
  return seen;
}

beforeAll(async () => {
  resources = await registeredBy(() => import("../../index.js"));
}, 60_000);

describe("the order of the boot", () => {
  it("puts the load balancer and the bootstrap machine before the API's gate", () => {
    expect(before("bootstrap-api-ready")).toContain("load-balancer-lb-0-booted");
    expect(before("bootstrap-api-ready")).toContain("bootstrap-machine-booted");
  });

  it("lets no control plane join before the one before it has joined", () => {
    expect(before("control-plane-master-0-join")).toContain("bootstrap-api-ready");
    expect(before("control-plane-master-1-join")).toContain("control-plane-master-0-join");
    expect(before("control-plane-master-2-join")).toContain("control-plane-master-1-join");
  });

  it("lets nobody ask to join before the permissions are given", () => {
    expect(before("control-plane-master-0-join")).toContain(
      "permissions-cluster-role-binding-hardway-node-bootstrappers",
    );
  });

  it("pivots when every control plane has joined, and lets workers join after that", () => {
    const joins = [0, 1, 2].map((index) => `control-plane-master-${index}-join`);
    expect([...before("control-plane-pivot")]).toEqual(expect.arrayContaining(joins));
    expect(before("workers-worker-0-join")).toContain("control-plane-pivot");
    expect(before("workers-worker-1-join")).not.toContain("workers-worker-0-join");
  });

  it("verifies last", () => {
    const rest = all().filter(({ name, custom }) => custom && name !== "verification-healthy");
    expect([...before("verification-healthy")]).toEqual(
      expect.arrayContaining(rest.filter(({ name }) => name.endsWith("-join")).map(({ name }) => name)),
    );
  });

  it("makes the keys of later machines after the API answers, so that they do not hold it up", () => {
    expect(before("control-plane-master-0-keys")).toContain("bootstrap-api-ready");
    expect(before("bootstrap-machine-keys")).toEqual(new Set());
  });
});

describe("every resource", () => {
  it("is named after its parent", () => {
    const strangers = all().filter(
      ({ name, parent }) =>
        resources.has(parent) && resource(parent).parent !== "" && !name.startsWith(`${parent}-`),
    );
    expect(strangers.map(({ name }) => name)).toEqual([]);
  });

  it("is deleted before its replacement is made where its name is unique on the host", () => {
    const unique = commands().filter(({ inputs }) => inputs["delete"] !== undefined);
    expect(unique.filter((each) => !each.deleteBeforeReplace).map(({ name }) => name)).toEqual([]);
  });

  it("goes with the cluster's network at destroy, so that nothing is undone one by one", () => {
    const standing = ["network-namespace", "network-forward", "image-built"];
    const undone = commands().filter(({ inputs }) => inputs["delete"] !== undefined);
    const alone = undone.filter(
      ({ name, deletedWith }) => !standing.includes(name) && deletedWith !== "network-namespace",
    );
    expect(alone.map(({ name }) => name)).toEqual([]);
  });
});

describe("the bootstrap machine", () => {
  it("is made once: no later change of its inputs reaches it", () => {
    expect(resource("bootstrap-machine-booted").ignoreChanges).toEqual(["*"]);
  });
});

describe("a machine that fails", () => {
  it("is started again, the bootstrap machine alone excepted: the pivot switches it off for good", () => {
    const machines = commands().filter(({ name }) => name.endsWith("-booted"));
    const excepted = machines.filter(
      ({ inputs }) => (inputs["environment"] as { RESTART?: string }).RESTART !== "on-failure",
    );
    expect(excepted.map(({ name }) => name)).toEqual(["bootstrap-machine-booted"]);
    expect(excepted[0]?.inputs["environment"]).toMatchObject({ RESTART: "no" });
  });
});

describe("a gate that is about a machine", () => {
  it.each(["control-plane-master-0", "workers-worker-0"])(
    "is undone before %s is replaced and done again after",
    (machine) => {
      expect(resource(`${machine}-join`).inputs["triggers"]).toEqual([`${machine}-booted-id`]);
      expect(resource(`${machine}-join`).inputs["delete"]).toMatch(/delete$/);
    },
  );
});

describe("a change of a machine's files", () => {
  it("makes the gate behind the machine look again, and the verification", () => {
    for (const gate of ["control-plane-master-1-join", "workers-worker-0-join", "verification-healthy"])
      expect(resource(gate).inputs["environment"]).toMatchObject({
        CONFIRMS: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      });
  });

  it("is ahead of the next control plane's: its gate stands between the two", () => {
    expect(before("control-plane-master-1-booted")).toContain("control-plane-master-0-join");
  });

  it("of the load balancer is confirmed before any control plane changes", () => {
    expect(before("control-plane-master-0-booted")).toContain("bootstrap-api-ready");
    expect(before("bootstrap-api-ready")).toContain("load-balancer-lb-0-booted");
  });
});

describe("secrets", () => {
  it("are what every machine and gate reads from its standard input", () => {
    const readers = commands().filter(({ inputs }) => inputs["stdin"] !== undefined);
    expect(readers.length).toBeGreaterThan(12);
    expect(readers.filter(({ inputs }) => !isSecret(inputs["stdin"])).map(({ name }) => name)).toEqual([]);
  });

  it("are what a key ring's program prints, and it prints them to the engine alone", () => {
    const rings = commands().filter(({ name }) => name.endsWith("-keys") || name.startsWith("secrets-"));
    expect(rings.map(({ name }) => name)).toContain("control-plane-master-0-keys");
    for (const { inputs, secretOutputs } of rings) {
      expect(inputs["logging"]).toBe("none");
      expect(secretOutputs).toEqual(["stdout"]);
    }
  });

  it("stand in no input that is shown", () => {
    const shown = all().map(({ name, inputs }) => [
      name,
      JSON.stringify(inputs, (_, value: unknown) => (isSecret(value) ? "[secret]" : value)),
    ]);
    expect(shown.filter(([, text]) => /PRIVATE KEY|LS0tLS1CRUdJTi/.test(text ?? ""))).toEqual([]);
  });
});
