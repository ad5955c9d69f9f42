import { textOf } from "../../../ignition/config";
import { machineFiles, nodeIgnition } from "../../../ignition/node";
import { authorities } from "../../../pki/certificates/kubernetes";
import { filesOfUnit } from "../../../manifests/unit-files";
import { issue } from "../../../pki/issue";
import { machinesOf } from "../../../topology/plan";
import { unpacked } from "../../support/ignition";
import { separateTestKeys, testTime } from "../../support/keys";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const bundle = issue(plan, separateTestKeys(plan), testTime);
const machines = machinesOf(plan).map((machine) => [machine.name, machine] as const);
const textsOf = (name: string) =>
  machines
    .filter(([own]) => own === name)
    .flatMap(([, machine]) => machineFiles(plan, bundle, machine).files.map(({ contents }) => contents));

describe.each(machines)("the Ignition config of %s", (_, machine) => {
  const config = unpacked(nodeIgnition(plan, bundle, machine));

  it("is of the version that Debian's Ignition reads", () => {
    expect(config.ignition.version).toBe("3.3.0");
  });

  it("is the same text at every rendering, so that a second up changes nothing", () => {
    expect(nodeIgnition(plan, bundle, machine)).toBe(nodeIgnition(plan, bundle, machine));
  });

  it("holds every file as it was rendered", () => {
    const { files, units } = machineFiles(plan, bundle, machine);
    const rendered = [...files, ...units.flatMap(filesOfUnit)];
    expect(config.storage.files.map(({ path, contents }) => [path, textOf(contents.source)])).toEqual(
      rendered.map(({ path, contents }) => [path, contents]),
    );
  });

  it("lets root alone read what its units say", () => {
    const ofUnits = config.storage.files.filter(({ path }) => path.startsWith("/etc/systemd/system/"));
    expect(ofUnits.every(({ mode }) => mode === 0o600)).toBe(true);
    expect(Object.keys(Object.assign({}, ...config.systemd.units) as object)).toEqual(["name", "enabled"]);
  });

  it("may replace what the packages of the machine image brought", () => {
    expect(config.storage.files.every(({ overwrite }) => overwrite)).toBe(true);
  });
});

describe("the authorities' keys", () => {
  it("stay in the stack, but for the one that signs kubelets' requests, on control planes alone", () => {
    const holders = Object.entries(bundle.authorities).map(([name, { keyPem }]) => [
      name,
      machines.map(([machine]) => machine).filter((machine) => textsOf(machine).includes(keyPem)),
    ]);
    expect(holders).toEqual(
      Object.keys(authorities).map((name) => [
        name,
        name === "kubelet-client" ? ["bootstrap", "master-0"] : [],
      ]),
    );
  });
});

describe("the operators' keys", () => {
  it("are on no machine", () => {
    for (const leaf of ["admin", "break-glass", "provisioner", "etcd-operator"]) {
      const certificate = bundle.leaves[leaf]?.certificatePem ?? "";
      expect(certificate).toContain("BEGIN CERTIFICATE");
      expect(machines.flatMap(([name]) => textsOf(name))).not.toContain(certificate);
    }
  });
});

describe("a machine that the plan does not have", () => {
  it("gets no configuration", () => {
    const stranger = { ...plan.bootstrap, role: "worker", name: "worker-9" } as const;
    expect(() => nodeIgnition(plan, bundle, stranger)).toThrow("the plan has no node worker-9");
  });
});
