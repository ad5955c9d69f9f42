import { benchmark, findingsOf } from "../../checks/cis/benchmark";
import { exceptions } from "../../checks/cis/exceptions";
import type { ExaminedMachine } from "../../checks/cis/machine";
import { issue } from "../../pki/issue";
import { machinesOf, type Role } from "../../topology/plan";
import { separateTestKeys, testTime } from "../support/keys";
import { planOf } from "../support/plan";
import { breaks } from "./breaks";
import { renderedMachine } from "./rendered-machine";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const bundle = issue(plan, separateTestKeys(plan), testTime);
const machines = machinesOf(plan).map((machine) => renderedMachine(plan, bundle, machine));
const items = benchmark.flatMap(({ on, items: own }) => own.map((item) => ({ ...item, on })));
const excepted = new Set(exceptions.map(({ id }) => id));
const met = items.filter(({ id }) => !excepted.has(id));

/** The machine of that role; a control plane is examined for all that it has in common with a node. */
function machineOf(roles: readonly Role[]): ExaminedMachine {
  const found = machines.find(({ role }) => role === "controlPlane" && roles.includes(role));
  if (found === undefined) throw new Error(`no machine is a ${roles.join(" or a ")}`);
  return found;
}

describe("every machine, as it is rendered", () => {
  it.each(machines.map((machine) => [machine.name, machine] as const))(
    "%s meets the benchmark",
    (_, machine) => {
      expect(findingsOf(machine)).toEqual([]);
    },
  );
});

describe("a recommendation", () => {
  it("has a number of its own", () => {
    const ids = items.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(met.map((item) => [`${item.id} (${item.title})`, item] as const))(
    "%s is seen where it is not met",
    (_, { id, on, examine }) => {
      const machine = machineOf(on);
      expect(examine(machine)).toEqual([]);
      expect(examine(breaks[id]?.(machine) ?? machine)).not.toEqual([]);
    },
  );

  it("is broken by no test that it does not have", () => {
    expect(Object.keys(breaks).sort()).toEqual(met.map(({ id }) => id).sort());
  });

  it("about a file is not met where the file is missing", () => {
    const machine = { ...machineOf(["controlPlane"]), entries: [] };
    expect(findingsOf(machine)).toContain("1.1.11 master-0: there is no ^\\/var\\/lib\\/etcd$");
  });

  it("about a program is not met where the program does not run", () => {
    const machine = { ...machineOf(["controlPlane"]), flags: {} };
    expect(findingsOf(machine)).toContain("2.2 master-0: etcd does not run");
  });
});

describe("an exception", () => {
  it.each(exceptions.map((exception) => [exception.id, exception] as const))(
    "%s is of a recommendation that is not met, and what holds in its place does",
    (exceptedId, { instead }) => {
      const item = items.find(({ id }) => id === exceptedId);
      const machine = machineOf(item?.on ?? []);
      expect(item?.examine(machine)).not.toEqual([]);
      expect(instead?.examine(machine) ?? []).toEqual([]);
    },
  );

  it("1.2.1 is seen where requests without a credential reach more than health", () => {
    const machine = machineOf(["controlPlane"]);
    const path = "/etc/kubernetes/kube-apiserver/authentication.yaml";
    const texts = { ...machine.texts, [path]: `${machine.texts[path] ?? ""}    - path: /api\n` };
    expect(findingsOf({ ...machine, texts })).toEqual([
      "1.2.1 master-0: requests without a credential reach more than health",
    ]);
  });

  it("1.1.19 is seen where another key than etcd's is not root's", () => {
    const machine = machineOf(["controlPlane"]);
    const path = "/etc/kubernetes/kube-apiserver/server.key";
    const entries = machine.entries.map((entry) =>
      entry.path === path ? { ...entry, owner: "etcd:etcd" } : entry,
    );
    expect(findingsOf({ ...machine, entries })).toEqual([
      `1.1.19 master-0: ${path} is of etcd:etcd, not of root:root`,
    ]);
  });
});
