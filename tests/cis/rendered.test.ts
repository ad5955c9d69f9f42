import { benchmark, findingsOf, itemsOf } from "../../checks/cis/benchmark";
import { exceptions } from "../../checks/cis/exceptions";
import type { ExaminedMachine, Kind } from "../../checks/cis/machine";
import { issue } from "../../pki/issue";
import { type ClusterPlan, machinesOf } from "../../topology/plan";
import { separateTestKeys, testTime } from "../support/keys";
import { externalPlanOf, planOf } from "../support/plan";
import { breaks, mode, owner } from "./breaks";
import { renderedMachine } from "./rendered-machine";

const small = { controlPlanes: 1, workers: 1 };
const plans = [planOf(small), externalPlanOf(small)];
const machines = plans.flatMap((plan) => renderedMachines(plan).map((machine) => ({ plan, machine })));
const items = benchmark.flatMap(itemsOf);
const excepted = new Set(exceptions.map(({ id }) => id));
const met = items.filter(({ id }) => !excepted.has(id));

function renderedMachines(plan: ClusterPlan): readonly ExaminedMachine[] {
  const bundle = issue(plan, separateTestKeys(plan), testTime);
  return machinesOf(plan).map((machine) => renderedMachine(plan, bundle, machine));
}

/** The files in which private keys are. */
function keysOf({ texts }: ExaminedMachine): readonly string[] {
  return Object.keys(texts).filter((path) => texts[path]?.includes("PRIVATE KEY-----"));
}

/** The first machine of that kind. */
function machineOf(kind: Kind): ExaminedMachine {
  const found = machines.find(({ machine }) => machine.kind === kind)?.machine;
  if (found === undefined) throw new Error(`no machine is of the kind ${kind}`);
  return found;
}

describe("every machine, as it is rendered", () => {
  it.each(machines.map(({ plan, machine }) => [machine.name, plan.topology, machine] as const))(
    "%s of topology %s meets the benchmark",
    (_name, _topology, machine) => {
      expect(findingsOf(machine)).toEqual([]);
    },
  );

  it("is of a kind of which the benchmark says something, but for load balancers, which are no part of Kubernetes", () => {
    const concerned = new Set(items.flatMap(({ on }) => on));
    const silent = machines.filter(({ machine }) => !concerned.has(machine.kind));
    expect([...new Set(silent.map(({ machine }) => machine.kind))]).toEqual(["load balancer"]);
  });

  it("has no private key in a file that the benchmark does not see when others may read it", () => {
    for (const { machine } of machines)
      for (const path of keysOf(machine))
        expect(findingsOf(mode(path, 0o644)(machine))).toEqual([
          `1.1.21 ${machine.name}: ${path} has the mode 0644, not 0600`,
        ]);
  });
});

describe("a recommendation", () => {
  it("has a number of its own", () => {
    const ids = items.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(met.flatMap((item) => item.on.map((kind) => [`${item.id} (${item.title})`, kind, item] as const)))(
    "%s is seen where it is not met, on a machine of the kind %s",
    (_, kind, { id, examine }) => {
      const machine = machineOf(kind);
      expect(examine(machine)).toEqual([]);
      expect(examine(breaks[id]?.(machine) ?? machine)).not.toEqual([]);
    },
  );

  it("is broken by no test that it does not have", () => {
    expect(Object.keys(breaks).sort()).toEqual(met.map(({ id }) => id).sort());
  });

  it.each(["control plane with etcd", "etcd"] as const)(
    "about a file is not met where the file is missing: %s",
    (kind) => {
      const machine = { ...machineOf(kind), entries: [] };
      expect(findingsOf(machine)).toContain(`1.1.11 ${machine.name}: there is no ^\\/var\\/lib\\/etcd$`);
    },
  );

  it.each(["control plane with etcd", "etcd"] as const)(
    "about a program is not met where the program does not run: %s",
    (kind) => {
      const machine = { ...machineOf(kind), flags: {} };
      expect(findingsOf(machine)).toContain(`2.2 ${machine.name}: etcd does not run`);
    },
  );

  it("2.7 holds for etcd on machines of its own: theirs is the authority by which API servers know them", () => {
    const controlPlane = machineOf("control plane");
    const known = controlPlane.texts[controlPlane.flags["kube-apiserver"]?.get("etcd-cafile") ?? ""];
    const { flags, texts } = machineOf("etcd");
    expect(known).toContain("BEGIN CERTIFICATE");
    for (const flag of ["trusted-ca-file", "peer-trusted-ca-file"])
      expect(texts[flags.etcd?.get(flag) ?? ""]).toBe(known);
  });
});

describe("an exception", () => {
  it.each(exceptions.map((exception) => [exception.id, exception] as const))(
    "%s is of a recommendation that is not met, and what holds in its place does",
    (exceptedId, { instead }) => {
      const item = items.find(({ id }) => id === exceptedId);
      const concerned = machines.filter(({ machine }) => item?.on.includes(machine.kind));
      expect(concerned.flatMap(({ machine }) => item?.examine(machine) ?? [])).not.toEqual([]);
      expect(concerned.flatMap(({ machine }) => instead?.examine(machine) ?? [])).toEqual([]);
    },
  );

  it("1.2.1 is seen where requests without a credential reach more than health", () => {
    const machine = machineOf("control plane with etcd");
    const path = "/etc/kubernetes/kube-apiserver/authentication.yaml";
    const texts = { ...machine.texts, [path]: `${machine.texts[path] ?? ""}    - path: /api\n` };
    expect(findingsOf({ ...machine, texts })).toEqual([
      "1.2.1 master-0: requests without a credential reach more than health",
    ]);
  });

  it.each([
    ["control plane with etcd", "/etc/kubernetes/kube-apiserver/server.key"],
    ["control plane", "/etc/kubernetes/kube-apiserver/etcd-client.key"],
    ["control plane", "/etc/haproxy/etcd-client.pem"],
  ] as const)("1.1.19 is seen where another key than etcd's is not root's: %s, %s", (kind, path) => {
    expect(findingsOf(owner(path, "etcd:etcd")(machineOf(kind)))).toEqual([
      `1.1.19 master-0: ${path} is of etcd:etcd, not of root:root`,
    ]);
  });
});
