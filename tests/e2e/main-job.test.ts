import { statSync } from "node:fs";
import { findingsOf } from "../../checks/cis/benchmark";
import { nodesOf } from "../../topology/plan";
import { changes, sample as sampleOfChanges } from "../changes/table";
import { expectInPlace, upUnderProbe } from "../changes/under-probe";
import { faultsOf, sample } from "../faults/faults";
import { sentence } from "../faults/table";
import { tryFault, unexpectedLosses, whatIsKept } from "../faults/try-fault";
import { namesIn, type Needles } from "../secrets/forms";
import { needlesOf } from "../secrets/needles";
import { ignitionMark, placeNames, places, whereIgnitionMayBe, type Subject } from "../secrets/places";
import { filesHolding, search } from "../secrets/search";
import { subjectOf } from "../secrets/subject";
import { planOf } from "../support/plan";
import { etcdValue } from "./support/etcd-contents";
import { liveMachine } from "./support/live-machine";
import { forget, kubeconfigOf, kubectl, make, makeWell, testStack } from "./support/stack";
import { adminCredentials, probeFromFirstAnswer } from "./support/availability";
import { watchArguments } from "./support/process-arguments";
import { tracesOf } from "./support/traces";

const minutes = 60_000;
const api = "https://10.90.0.5:6443";
const config = { controlPlanes: 3, workers: 2 };
const plan = planOf(config);
const stack = testStack("e2e-one", config);
const neighbour = testStack("e2e-two", { controlPlanes: 1, workers: 1 });

afterAll(async () => {
  for (const each of [neighbour, stack]) {
    await makeWell("destroy", each);
    forget(each);
  }
}, 5 * minutes);

const begun = new Date();
let output = "";
let processArguments = "";
let needles: Needles;

describe("make up, on a machine with nothing of the cluster", () => {
  it(
    "stands up a highly available Kubernetes, and no request fails from the API's first answer on",
    async () => {
      const watched = watchArguments();
      const over = new AbortController();
      const up = makeWell("up", stack).finally(() => {
        over.abort(new Error("up ended before the API answered"));
      });
      const [made, report] = await Promise.all([
        up,
        probeFromFirstAnswer(stack, api, over.signal).then(async (probing) => {
          await up;
          return probing.end();
        }),
      ]).finally(async () => {
        processArguments = await watched.end();
      });
      output = made.text;
      console.log(
        `up: ${made.seconds.toFixed(1)} s; prober: ${report.requests} requests, ` +
          `${report.failures.length} failed, slowest ${report.slowest} ms`,
      );
      expect(report.failures).toEqual([]);
      expect(report.requests).toBeGreaterThan(100);
    },
    10 * minutes,
  );

  it("ends with every node of the plan Ready and the bootstrap machine gone", async () => {
    const nodes = await kubectl(stack, "get", "nodes", "--no-headers");
    const names = nodes
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+/).slice(0, 2).join(" "));
    expect(names.sort()).toEqual([
      "master-0 Ready",
      "master-1 Ready",
      "master-2 Ready",
      "worker-0 Ready",
      "worker-1 Ready",
    ]);
  });

  it(
    "passes every health check",
    async () => {
      const { text } = await makeWell("status", stack);
      expect(text).not.toMatch(/FAIL/);
    },
    2 * minutes,
  );

  it(
    "writes a kubeconfig that its owner alone can read, and prints its path last",
    async () => {
      expect(statSync(await kubeconfigOf(stack)).mode & 0o777).toBe(0o600);
    },
    minutes,
  );

  it(
    "meets the CIS benchmark on every node as it runs, but for what docs/cis.md excepts",
    async () => {
      const nodes = [
        ...["master-0", "master-1", "master-2"].map(
          (name) => ({ name, kind: "control plane with etcd" }) as const,
        ),
        ...["worker-0", "worker-1"].map((name) => ({ name, kind: "worker" }) as const),
      ];
      const machines = await Promise.all(nodes.map((node) => liveMachine(stack, node)));
      expect(machines.flatMap(findingsOf)).toEqual([]);
    },
    minutes,
  );

  it(
    "keeps Secrets encrypted in etcd",
    async () => {
      await kubectl(stack, "create", "secret", "generic", "told", "--from-literal=word=in-clear-nowhere");
      const kept = await etcdValue(stack, "master-1", "/registry/secrets/default/told");
      expect(kept).toMatch(/^k8s:enc:secretbox:v1:key-1:/);
      expect(kept).not.toContain("in-clear-nowhere");
      const read = await kubectl(stack, "get", "secret", "told", "--output=jsonpath={.data.word}");
      expect(Buffer.from(read, "base64").toString()).toBe("in-clear-nowhere");
    },
    minutes,
  );
});

describe("make up, on a cluster that is up", () => {
  it(
    "changes nothing, and neither does preview find anything to change",
    async () => {
      const again = await makeWell("up", stack);
      const preview = await makeWell("preview", stack);
      for (const { text } of [again, preview]) {
        expect(text).toMatch(/\d+ unchanged/);
        expect(text).not.toMatch(
          /\d+ (created|updated|replaced|deleted|to create|to update|to replace|to delete)/,
        );
      }
    },
    2 * minutes,
  );
});

describe("another network for a cluster that is up", () => {
  afterAll(() => testStack(stack.name, config));

  it(
    "is refused before anything is done, with the setting that asks for it",
    async () => {
      testStack(stack.name, { ...config, machineNetwork: "10.91.0.0/24" });
      const { exitCode, text } = await make("up", stack);
      expect(exitCode).not.toBe(0);
      expect(text).toContain("the cluster's network would be replaced, and all of its machines with it");
      expect(text).toContain('pulumi config set replaceNetwork "10.91.0.0/24"');
      expect(await kubectl(stack, "get", "nodes", "--no-headers")).toMatch(/master-0\s+Ready/);
    },
    minutes,
  );
});

describe("a machine that fails", () => {
  it.each(faultsOf(plan).filter(({ name }) => sample.includes(name)))(
    "comes back by itself with its data and its certificates: $name",
    async (fault) => {
      const subject = { stack, plan, credentials: await adminCredentials(stack) };
      const before = await whatIsKept(subject);
      const outcome = await tryFault(subject, fault);
      console.log(sentence(outcome));
      expect(await whatIsKept(subject)).toEqual(before);
      expect(unexpectedLosses(outcome)).toEqual([]);
    },
    6 * minutes,
  );
});

describe("the secrets of a cluster that is up", () => {
  let subject: Subject;

  beforeAll(async () => {
    const heard = { output, "process arguments": processArguments };
    subject = await subjectOf({ stack, plan, heard, since: begun });
    needles = await needlesOf(
      stack,
      nodesOf(plan).map(({ name }) => `${stack.instance}-${name}`),
    );
  }, 3 * minutes);

  it("are many: the search has something to look for", () => {
    expect(needles.size).toBeGreaterThan(40);
  });

  it.each(placeNames)(
    "stand nowhere in clear: %s",
    async (place) => {
      expect(await search(await places[place].haystacks(subject), needles)).toEqual([]);
    },
    // Some gigabytes are read, of a disk that others use, too.
    5 * minutes,
  );

  it(
    "are gone from where a machine read them at its first boot",
    async () => {
      expect(await filesHolding(await whereIgnitionMayBe(subject), [ignitionMark])).toEqual([]);
    },
    5 * minutes,
  );
});

describe("an edit of the stack", () => {
  it.each(changes.filter(({ name }) => name === sampleOfChanges))(
    "goes through in place, machine by machine, and no request fails: $name",
    async ({ name, config: more, seen }) => {
      testStack(stack.name, { ...config, ...more });
      expectInPlace(await upUnderProbe(stack, api, name));
      await seen(stack);
    },
    10 * minutes,
  );
});

describe("a second stack with the same addresses", () => {
  it(
    "stands beside the first, and both answer",
    async () => {
      await makeWell("up", neighbour);
      expect(await kubectl(neighbour, "get", "nodes", "--no-headers")).toMatch(/worker-0\s+Ready/);
      expect(await kubectl(stack, "get", "nodes", "--no-headers")).toMatch(/master-2\s+Ready/);
    },
    8 * minutes,
  );

  it(
    "leaves nothing behind when it is destroyed, and of the first everything, and comes up again after that",
    async () => {
      await makeWell("destroy", neighbour);
      expect(await tracesOf(neighbour)).toEqual([]);
      expect(await kubectl(stack, "get", "nodes", "--no-headers")).toMatch(/master-2\s+Ready/);
      await makeWell("up", neighbour);
      expect(await kubectl(neighbour, "get", "nodes", "--no-headers")).toMatch(/master-0\s+Ready/);
    },
    8 * minutes,
  );
});

describe("make destroy", () => {
  it(
    "leaves no container, network, namespace, volume, process or mount, and tells no secret",
    async () => {
      const { text } = await makeWell("destroy", stack);
      expect(namesIn(text, needles)).toEqual([]);
      expect(await tracesOf(stack)).toEqual([]);
    },
    5 * minutes,
  );
});
