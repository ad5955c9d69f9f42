import { isSecret } from "../support/graph";
import { type Preview, previewOf } from "../support/preview";
import { stackFile } from "../support/stack-file";

const liveImage = { url: "https://images.example.com/live.iso", sha256: "c".repeat(64) };

/** Previews the stack's file with what only publishers know, and other values. */
function grownTo(controlPlanes: number, more: Readonly<Record<string, unknown>> = {}): Promise<Preview> {
  const release = `quay.io/okd/scos-release@sha256:${"5".repeat(64)}`;
  const given = { "openshift.release": release, "openshift.liveImage": liveImage };
  return previewOf(
    stackFile("sno-plus", { ...given, clock: "2026-01-01T00:00:00Z", controlPlanes, ...more }),
  );
}

/** What begins the cluster, by logical names: each comes after the one before it. */
const beginning = [
  "network-nat",
  "first-control-plane-master-0-booted",
  "first-control-plane-release",
  "first-control-plane-api-ready",
  "first-control-plane-seeded",
  "first-control-plane-master-0-installed",
  "control-plane-master-0-join",
  "control-plane-begun",
] as const;

const growth = [
  "control-plane-backup-before-master-1",
  "control-plane-master-1-booted",
  "control-plane-master-1-join",
  "control-plane-master-2-booted",
  "control-plane-master-2-join",
] as const;

const end = ["control-plane-topology", "convergence", "smoke"] as const;

/** The stack as it is written, and what it may become. */
const stacks = {
  one: () => grownTo(1),
  three: () => grownTo(3),
  replaced: () => grownTo(3, { machineGenerations: { "master-0": 2 } }),
} as const;

const previews = new Map<keyof typeof stacks, Preview>();

function the(stack: keyof typeof stacks): Preview {
  const preview = previews.get(stack);
  if (preview === undefined) throw new Error(`${stack} was not previewed`);
  return preview;
}

/** What a gate reads. */
function inputOf(stack: keyof typeof stacks, gate: string): unknown {
  const { value } = the(stack).resource(gate).inputs["stdin"] as { readonly value: string };
  return JSON.parse(value);
}

beforeAll(async () => {
  // One after the other: the program is loaded anew for each.
  for (const name of Object.keys(stacks) as (keyof typeof stacks)[]) previews.set(name, await stacks[name]());
}, 120_000);

describe.each([
  ["one", [...beginning, ...end]],
  ["three", [...beginning, ...growth, ...end]],
] as const)(
  "stack sno-plus with %s control plane(s), without libvirt and without a release",
  (stack, chain) => {
    it.each(chain.slice(1).map((name, index) => [name, chain[index] ?? ""]))(
      "%s comes after %s",
      (name, before) => {
        expect(the(stack).before(name)).toContain(before);
      },
    );

    it("has neither a load balancer nor a machine of its own for the bootstrap, and pivots from nothing", () => {
      const names = the(stack).all.map(({ name }) => name);
      expect(names.filter((name) => /load-balancer|lb-\d|^bootstrap|pivot|workers/.test(name))).toEqual([]);
    });

    it("trap: boot order: boots a live image beside an empty disk, which is tried first", () => {
      const { inputs } = the(stack).resource("first-control-plane-master-0-domain");
      expect(inputs["bootDevices"]).toEqual([{ devs: ["hd", "cdrom"] }]);
      expect(the(stack).resource("first-control-plane-master-0-disk").inputs).not.toHaveProperty(
        "baseVolumeId",
      );
    });

    it("has the release installed on the first machine alone before it counts as begun", () => {
      expect(inputOf(stack, "control-plane-begun")).toMatchObject({
        plan: { controlPlanes: [{ name: "master-0" }], workers: [] },
      });
    });

    it("keeps every secret encrypted: machines' configs, what gates read, keys", () => {
      const given = the(stack).commands.filter(({ inputs: { stdin } }) => stdin !== undefined);
      expect(given.length).toBeGreaterThan(6);
      for (const { name, inputs } of given)
        if (!name.startsWith("network")) expect([name, isSecret(inputs["stdin"])]).toEqual([name, true]);
    });
  },
);

describe("stack sno-plus, when it grows from one control plane to three", () => {
  it("changes nothing of the machine that runs, nor of what began the cluster", () => {
    const begun = the("one").all.filter(({ name }) =>
      /^first-control-plane|^control-plane-(master-0-join|begun)/.test(name),
    );
    expect(begun.length).toBeGreaterThan(10);
    for (const resource of begun) expect(the("three").resource(resource.name)).toEqual(resource);
  });

  it("copies etcd before it grows, once: the copy is of that moment", () => {
    const backups = the("three").all.filter(({ name }) => name.includes("backup"));
    expect(backups.map(({ name }) => name)).toEqual(["control-plane-backup-before-master-1"]);
    expect(backups[0]?.ignoreChanges).toEqual(["*"]);
    expect(inputOf("three", "control-plane-backup-before-master-1")).toMatchObject({
      machine: { name: "master-0" },
    });
    expect(the("one").all.filter(({ name }) => name.includes("backup"))).toEqual([]);
  });

  it("makes nothing of a second machine before the copy, and nothing of a third before the second has joined", () => {
    const partsOf = (machine: string) =>
      the("three").all.filter(({ name, custom }) => custom && name.startsWith(`control-plane-${machine}-`));
    for (const [machine, before] of [
      ["master-1", "control-plane-backup-before-master-1"],
      ["master-2", "control-plane-master-1-join"],
    ] as const) {
      expect(partsOf(machine)).toHaveLength(5);
      for (const { name } of partsOf(machine)) expect(the("three").before(name)).toContain(before);
    }
  });

  it("boots the others from the boot image, with a pointer that is all of their config", () => {
    for (const machine of ["control-plane-master-1", "control-plane-master-2"]) {
      const { resource, registered } = the("three");
      expect(resource(`${machine}-disk`).inputs["baseVolumeId"]).toBe("storage-base-id");
      expect(resource(`${machine}-ignition`).inputs["create"]).toBe("components/libvirt/ignition-up.sh");
      expect([...registered.keys()]).not.toContain(`${machine}-live-iso`);
    }
  });

  it("has the topology's gate know of all of them, and looks at the cluster again with all of them", () => {
    const names = ["master-0", "master-1", "master-2"].map((name) => ({ name }));
    expect(inputOf("one", "control-plane-topology")).toMatchObject({ controlPlanes: names.slice(0, 1) });
    expect(inputOf("three", "control-plane-topology")).toMatchObject({ controlPlanes: names });
    expect(inputOf("three", "convergence")).toMatchObject({ plan: { controlPlanes: names } });
    const confirmed = (stack: "one" | "three") =>
      (the(stack).resource("smoke").inputs["environment"] as { readonly CONFIRMS: string }).CONFIRMS;
    expect(confirmed("three")).not.toBe(confirmed("one"));
  });

  it("has each machine leave before it goes, and be waited for again when it is another one", () => {
    const { resource } = the("three");
    for (const [gate, machine] of [
      ["control-plane-master-0-join", "first-control-plane-master-0"],
      ["control-plane-master-1-join", "control-plane-master-1"],
      ["control-plane-master-2-join", "control-plane-master-2"],
    ] as const) {
      const { inputs, deleteBeforeReplace, deletedWith } = resource(gate);
      expect(inputs["delete"]).toMatch(/gate\.cjs openshiftControlPlane delete$/);
      expect(inputs["triggers"]).toEqual([`${machine}-booted-id`]);
      expect([deleteBeforeReplace, deletedWith]).toEqual([true, "network-nat"]);
    }
  });
});

describe("stack sno-plus, when its first machine is another one", () => {
  const machine = "first-control-plane-master-0";

  it("makes it like any other under the names that it had, so that the engine replaces it", () => {
    const { resource, registered } = the("replaced");
    for (const part of ["disk", "domain", "booted"])
      expect(the("three").registered.has(`${machine}-${part}`)).toBe(true);
    expect(resource(`${machine}-disk`).inputs["baseVolumeId"]).toBe("storage-base-id");
    expect(resource(`${machine}-domain`).inputs).not.toHaveProperty("cloudinit");
    expect(resource(`${machine}-domain`).inputs).not.toHaveProperty("bootDevices");
    expect(resource(`${machine}-domain`).inputs["coreosIgnition"]).toBe(
      `${machine}-ignition stdout;master-0`,
    );
    const gone = ["master-0-live-iso", "master-0-installed", "release", "api-ready", "seeded"];
    for (const part of gone) expect(registered.has(`first-control-plane-${part}`)).toBe(false);
  });

  it("is told nothing of a bootstrap, whose certificates have long ended", () => {
    const gate = "control-plane-master-0-join";
    expect(inputOf("three", gate)).toHaveProperty("bootstrap.certificatesEnd");
    expect(inputOf("replaced", gate)).not.toHaveProperty("bootstrap");
  });

  it("changes nothing of the others", () => {
    const others = the("three").all.filter(({ name }) => /^control-plane-(master-[12]|backup)/.test(name));
    expect(others.length).toBeGreaterThan(10);
    for (const resource of others) expect(the("replaced").resource(resource.name)).toEqual(resource);
  });
});
