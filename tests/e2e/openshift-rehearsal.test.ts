import { setTimeout } from "node:timers/promises";
import { smokeNamespace } from "../../checks/openshift/smoke/objects";
import { attempt } from "../../tools/process";
import { changesOnly } from "../../tools/report";
import { endsClean } from "./support/ends-clean";
import { forget, kubectl, make, makeWell, pulumi, testStack } from "./support/stack";
import { ensureRehearsalImage, rehearsalImageReference } from "../rehearsal/image";
import { rehearsalVersion } from "../rehearsal/names";
import { rehearsalPlan, seededObjects } from "../rehearsal/seeded";

const minutes = 60_000;
const stack = testStack("e2e-okd", {});
const config = {
  distribution: "okd",
  platform: "podman",
  controlPlanes: 3,
  workers: 1,
  openshift: { version: rehearsalVersion, payload: "folder", machineImage: rehearsalImageReference() },
};

/** The bootstrap of an OpenShift cluster in podman machines; what plays the operators is named in README.md. */
describe("a rehearsal of okd", () => {
  beforeAll(async () => {
    testStack(stack.name, config);
    await ensureRehearsalImage(changesOnly);
  }, 10 * minutes);

  afterAll(async () => {
    await makeWell("destroy", stack);
    forget(stack);
  }, 5 * minutes);

  it(
    "goes from nothing through the pivot to a converged cluster by one command",
    async () => {
      const { text, seconds } = await makeWell("up", stack);
      console.log(`up: ${seconds.toFixed(0)} s`);
      expect(text).toContain("The cluster is up");
    },
    15 * minutes,
  );

  it("has run an application in it, of which nothing stays", async () => {
    const { deployment } = JSON.parse(await pulumi(stack, "stack", "export")) as {
      readonly deployment: { readonly resources: readonly { readonly urn: string }[] };
    };
    expect(deployment.resources.map(({ urn }) => urn.split("::").at(-1))).toContain("smoke");
    expect(await kubectl(stack, "get", "namespaces", "--output", "name")).not.toContain(smokeNamespace);
  });

  it(
    "has every object of the manifests in the cluster, and every status reads back",
    async () => {
      const objects = seededObjects(rehearsalPlan(stack.name, config));
      expect(objects.length).toBeGreaterThan(80);
      for (const { kind, name, namespace, hasStatus } of objects) {
        const where = namespace === undefined ? [] : ["--namespace", namespace];
        const found = JSON.parse(
          await kubectl(stack, "get", kind, name, ...where, "--output", "json"),
        ) as object;
        if (hasStatus)
          expect([name, found]).toEqual([
            name,
            expect.objectContaining({ status: expect.anything() as unknown }),
          ]);
      }
    },
    5 * minutes,
  );

  it("has moved the control plane: three voters, none of them the bootstrap machine's, which is off", async () => {
    const nodes = await kubectl(stack, "get", "nodes", "--no-headers");
    expect(nodes.match(/^\S+ +Ready\b/gm)).toHaveLength(4);
    expect(await voters()).toHaveLength(3);
    const state = await attempt({
      program: "podman",
      arguments: ["container", "inspect", "--format", "{{.State.Status}}", `${stack.instance}-bootstrap`],
    });
    expect(state.output.trim()).toBe("exited");
  });

  it("keeps the password of kubeadmin and the kubeconfig as secrets", async () => {
    const shown = JSON.parse(await pulumi(stack, "stack", "output", "--json")) as Readonly<
      Record<string, unknown>
    >;
    expect(shown).toMatchObject({ kubeadminPassword: "[secret]", kubeconfig: "[secret]" });
  });

  it(
    "replaces a worker by another machine, whose node is another one, too",
    async () => {
      const before = await nodes();
      await become({ "worker-0": 2 });
      const after = await nodes();
      expect(after.get("worker-0")).toMatchObject({ ready: true });
      expect(renewed(before, after)).toEqual(["worker-0"]);
      await healthy();
    },
    10 * minutes,
  );

  it(
    "replaces two control planes by one command, of which never more than one is out",
    async () => {
      const before = await nodes();
      const seen = await whileRunning(become({ "worker-0": 2, "master-0": 2, "master-1": 2 }), mastersOut);
      expect(new Set(seen.flat())).toEqual(new Set(["master-0", "master-1"]));
      expect(seen.filter((out) => out.length > 1)).toEqual([]);

      const after = await nodes();
      expect(renewed(before, after)).toEqual(["master-0", "master-1"]);
      expect([...after.values()].filter(({ ready }) => ready)).toHaveLength(4);
      expect(await voters()).toHaveLength(3);
      await healthy();
    },
    20 * minutes,
  );

  endsClean(stack);
});

/** A node as the cluster has it. */
interface Seen {
  readonly uid: string;
  readonly ready: boolean;
}

async function nodes(): Promise<ReadonlyMap<string, Seen>> {
  const { items } = JSON.parse(await kubectl(stack, "get", "nodes", "--output", "json")) as {
    readonly items: readonly {
      readonly metadata: { readonly name: string; readonly uid: string };
      readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] };
    }[];
  };
  return new Map(
    items.map(({ metadata: { name, uid }, status }) => [
      name,
      { uid, ready: status.conditions.some(({ type, status }) => type === "Ready" && status === "True") },
    ]),
  );
}

/** The names of nodes that are others than before. */
function renewed(before: ReadonlyMap<string, Seen>, after: ReadonlyMap<string, Seen>): readonly string[] {
  return [...before.keys()].filter((name) => before.get(name)?.uid !== after.get(name)?.uid).sort();
}

/** The control planes that are no node, or one that is not Ready. */
async function mastersOut(): Promise<readonly string[]> {
  const found = await nodes();
  return ["master-0", "master-1", "master-2"].filter((name) => found.get(name)?.ready !== true);
}

/** The addresses of etcd's voters, as its operator tells them to its clients. */
async function voters(): Promise<readonly string[]> {
  const { data } = JSON.parse(
    await kubectl(
      stack,
      ...["get", "configmap", "etcd-endpoints", "--namespace", "openshift-etcd", "--output", "json"],
    ),
  ) as { readonly data: Readonly<Record<string, string>> };
  return Object.values(data);
}

/** Brings the stack to the given generations of its machines. */
async function become(machineGenerations: Readonly<Record<string, number>>): Promise<void> {
  testStack(stack.name, { ...config, machineGenerations });
  const { seconds } = await makeWell("up", stack);
  console.log(`up with ${JSON.stringify(machineGenerations)}: ${seconds.toFixed(0)} s`);
}

/** Looks again and again until some work is done; a look that is not answered is none. */
async function whileRunning<T>(work: Promise<void>, look: () => Promise<T>): Promise<readonly T[]> {
  const seen: T[] = [];
  const ended = new AbortController();
  const looks = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const found = await look().catch(() => undefined);
      if (found !== undefined) seen.push(found);
      await setTimeout(500);
    }
  };
  const looking = looks();
  try {
    await work;
  } finally {
    ended.abort();
    await looking;
  }
  return seen;
}

/** Waits until every check holds: operators report what was done last some seconds later. */
async function healthy(): Promise<void> {
  for (let tries = 0; ; tries++) {
    const { exitCode, text } = await make("status", stack);
    if (exitCode === 0) return;
    if (tries === 30) throw new Error(text);
    await setTimeout(2000);
  }
}
