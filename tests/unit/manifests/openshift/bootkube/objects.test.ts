import fc from "fast-check";
import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { crd, fake, type FakeMachine, machineWithRelease, manifest } from "./fake-machine";

const plan = openshiftPlanOf({ payload: "folder" });
const script = bootkubeScript(plan);
const folder = "/opt/openshift/manifests";

/** The script's functions, ready to run one stage. */
const inStage = (stage: string) => `main() { :; }; run_stage ${stage} 600`;

/** A machine with these objects. */
function machineWith(objects: Readonly<Record<string, string>>): FakeMachine {
  const machine = machineWithRelease(plan);
  for (const [name, text] of Object.entries(objects)) machine.write(`${folder}/${name}`, text);
  return machine;
}

const configMap = (name: string) => manifest("v1", "ConfigMap", name);
const created = (machine: FakeMachine) => machine.list(`${fake}/objects`);
const creations = (machine: FakeMachine) =>
  machine
    .read(`${fake}/calls`)
    .split("\n")
    .filter((call) => call.includes(" create "));
const noNamespace = 'Error from server (NotFound): error when creating FILE: namespaces "later" not found';

describe("the objects", () => {
  it("are created at one go, and not asked for again", () => {
    const machine = machineWith({ "a.yaml": configMap("a"), "b.yaml": configMap("b") });
    expect(machine.run(script, inStage("objects")).status).toBe(0);
    expect(created(machine)).toEqual(["a.yaml", "b.yaml", "feature-gate.yaml"]);
    expect(creations(machine)).toHaveLength(1);
  });

  it("that exist stay as they are", () => {
    const machine = machineWith({ "a.yaml": configMap("a"), "b.yaml": configMap("b") });
    machine.write(`${fake}/objects/a.yaml`, "what an operator has made of it\n");
    expect(machine.run(script, inStage("objects")).status).toBe(0);
    expect(machine.read(`${fake}/objects/a.yaml`)).toBe("what an operator has made of it\n");
    expect(machine.read(`${fake}/calls`)).not.toMatch(/ (apply|patch|replace|edit) +\S*[ab]\.yaml/);
  });

  it("get in whatever order their names put them in and however often each is refused", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 5 }), (refusals) => {
        const files = refusals.map((_, index) => `${index}.yaml`);
        const machine = machineWith(Object.fromEntries(files.map((name) => [name, configMap(name)])));
        for (const [index, times] of refusals.entries())
          if (times > 0) machine.write(`${fake}/refuse/${index}.yaml`, `${times} ${noNamespace}\n`);
        expect(machine.run(script, inStage("objects")).status).toBe(0);
        expect(created(machine)).toEqual([...files, "feature-gate.yaml"]);
        expect(creations(machine).length).toBeLessThanOrEqual(Math.max(...refusals) + 2);
      }),
      { numRuns: 6 },
    );
  });

  it("are tried again as long as the API does not answer", () => {
    const machine = machineWith({ "a.yaml": configMap("a") });
    machine.write(`${fake}/unreachable`, "");
    const failed = machine.run(script, "run_stage objects 0");
    expect(failed.status).not.toBe(0);
    expect(failed.said).toContain("was refused - did you specify the right host or port?");
    expect(created(machine)).toEqual([]);
    expect(machine.list("/opt/openshift/objects/manifests")).not.toContain("a.yaml.in");
  });

  it("have each a mark that they are in, or the last reason why not", () => {
    const machine = machineWith({ "a.yaml": configMap("a"), "b.yaml": configMap("b") });
    machine.write(`${fake}/refuse/b.yaml`, `99 ${noNamespace}\n`);
    expect(machine.run(script, "run_stage objects 0; run_stage objects 0").status).not.toBe(0);
    expect(machine.run(script, "run_stage objects 0").status).not.toBe(0);
    const marks = "/opt/openshift/objects/manifests";
    expect(machine.list(marks)).toEqual(["a.yaml.in", "b.yaml.error"]);
    expect(machine.read(`${marks}/b.yaml.error`)).toContain('namespaces "later" not found');
    const record = machine.report().find(({ name }) => name === "objects");
    expect(record).toMatchObject({
      result: "failed",
      lastError: expect.stringMatching(/given up; 1 of 3 are not known to be in: .*later/) as string,
    });
  });

  it("are looked for among the API's kinds of the moment: no round trusts what an earlier one found out", () => {
    const machine = machineWith({ "a.yaml": configMap("a") });
    machine.write(`${fake}/refuse/a.yaml`, `2 ${noNamespace}\n`);
    machine.run(script, inStage("objects"));
    const found = machine.read(`${fake}/discovery`).trimEnd().split("\n");
    expect(found.filter((line) => line.startsWith("create"))).toEqual(Array(3).fill("create anew"));
  });
});

describe("an object with a status", () => {
  const withStatus = manifest(
    "config.openshift.io/v1",
    "Infrastructure",
    "cluster",
    "status:\n  platform: None\n",
  );

  it("blocker 2: has it written through the subresource, as a creation leaves it out", () => {
    const machine = machineWith({ "infrastructure.status.yaml": withStatus });
    expect(machine.run(script, inStage("objects")).status).toBe(0);
    expect(machine.list(`${fake}/status`)).toEqual(["feature-gate.yaml", "infrastructure.status.yaml"]);
  });

  it("has it written once, since it is the operators' from then on", () => {
    const machine = machineWith({ "infrastructure.status.yaml": withStatus });
    machine.run(script, `${inStage("objects")}; run_stage late-objects 600`);
    expect(machine.has(`${fake}/faults`)).toBe(false);
  });

  it("has it written though another object is refused for ever", () => {
    const machine = machineWith({ "a.yaml": configMap("a"), "infrastructure.status.yaml": withStatus });
    machine.write(`${fake}/refuse/a.yaml`, `99 ${noNamespace}\n`);
    machine.run(script, "run_stage objects 0");
    machine.run(script, "run_stage objects 0");
    expect(machine.list(`${fake}/status`)).toContain("infrastructure.status.yaml");
  });
});

describe("which objects wait for the operators", () => {
  const verdict = (text: string): string => {
    const machine = machineWith({ "a.yaml": text });
    machine.write(
      "/opt/openshift/release/crds/mcps.yaml",
      crd("machineconfiguration.openshift.io", "MachineConfigPool"),
    );
    const asking =
      "if comes_with_operators /opt/openshift/manifests/a.yaml; then echo waits; else echo early; fi";
    return machine.run(script, asking).said.trim();
  };

  it.each([
    ["early", "v1", "Secret"],
    ["early", "apps/v1", "Deployment"],
    ["early", "rbac.authorization.k8s.io/v1", "ClusterRole"],
    ["early", "config.openshift.io/v1", "Infrastructure"],
    ["early", "machineconfiguration.openshift.io/v1", "MachineConfigPool"],
    ["waits", "machineconfiguration.openshift.io/v1", "KubeletConfig"],
    ["waits", "route.openshift.io/v1", "Route"],
  ])("%s: %s %s", (expected, apiVersion, kind) => {
    expect(verdict(manifest(apiVersion, kind, "a"))).toBe(expected);
    expect(verdict(`apiVersion: "${apiVersion}"\nkind: "${kind}"\nmetadata:\n  name: a\n`)).toBe(expected);
  });
});

describe("the CRDs", () => {
  it("trap: are served before anything of their kinds is created", () => {
    const machine = machineWith({});
    machine.write(`${fake}/unserved`, "infrastructures.config.openshift.io=\n");
    const { status, said } = machine.run(script, inStage("crds"));
    expect({ status, said }).toEqual({
      status: 0,
      said: expect.stringContaining("the CRDs to be served: infrastructures.config.openshift.io=") as string,
    });
  });
});
