import { textOf } from "../../../ignition/config";
import { allFiles } from "../../../ignition/given";
import { machineFiles, nodeIgnition } from "../../../ignition/node";
import { unpacked } from "../../../ignition/packed";
import { authorities } from "../../../pki/certificates/kubernetes";
import { issue } from "../../../pki/issue";
import { type Machine, machinesOf } from "../../../topology/plan";
import { separateTestKeys, testTime } from "../../support/keys";
import { externalPlanOf, planOf } from "../../support/plan";

const small = { controlPlanes: 1, workers: 1 };
const clusters = [planOf(small), externalPlanOf(small)].map((plan) => ({
  plan,
  bundle: issue(plan, separateTestKeys(plan), testTime),
  machines: machinesOf(plan),
}));
type Cluster = (typeof clusters)[number];
const byTopology = clusters.map((cluster) => [cluster.plan.topology, cluster] as const);
const everyMachine = clusters.flatMap(({ plan, bundle, machines }) =>
  machines.map((machine) => [machine.name, plan.topology, { plan, bundle, machine }] as const),
);
const textsOf = ({ plan, bundle }: Cluster, machine: Machine) =>
  machineFiles(plan, bundle, machine).files.map(({ contents }) => contents);

describe.each(everyMachine)("the Ignition config of %s of topology %s", (_name, _topology, made) => {
  const { plan, bundle, machine } = made;
  const ignition = () =>
    nodeIgnition(machineFiles(plan, bundle, machine), { machine: machine.name, platform: "podman" });
  const config = unpacked(ignition());

  it("is of the version that Debian's Ignition reads", () => {
    expect(config.ignition.version).toBe("3.3.0");
  });

  it("is the same text at every rendering, so that a second up changes nothing", () => {
    expect(ignition()).toBe(ignition());
  });

  it("holds every file as it was rendered", () => {
    const rendered = allFiles(machineFiles(plan, bundle, machine));
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

describe.each(byTopology)("the authorities' keys of topology %s", (_, cluster) => {
  it("stay in the stack, but for the one that signs kubelets' requests, on machines with a control plane alone", () => {
    const signing = cluster.machines.filter(({ role }) => role === "bootstrap" || role === "controlPlane");
    const holders = Object.entries(cluster.bundle.authorities).map(([name, { keyPem }]) => [
      name,
      cluster.machines.filter((machine) => textsOf(cluster, machine).some((text) => text.includes(keyPem))),
    ]);
    expect(holders).toEqual(
      Object.keys(authorities).map((name) => [name, name === "kubelet-client" ? signing : []]),
    );
  });
});

describe.each(byTopology)("the operators' keys of topology %s", (_, cluster) => {
  it("are on no machine", () => {
    for (const leaf of ["admin", "break-glass", "provisioner", "etcd-operator"]) {
      const certificate = cluster.bundle.leaves[leaf]?.certificatePem ?? "";
      expect(certificate).toContain("BEGIN CERTIFICATE");
      for (const machine of cluster.machines)
        expect(textsOf(cluster, machine).join("\n")).not.toContain(certificate);
    }
  });
});

describe("a machine that the plan does not have", () => {
  it("gets no configuration", () => {
    for (const { plan, bundle, machines } of clusters) {
      const stranger = { ...(machines[0] as Machine), role: "worker", name: "worker-9" } as const;
      expect(() => machineFiles(plan, bundle, stranger)).toThrow("the plan has no node worker-9");
    }
  });
});
