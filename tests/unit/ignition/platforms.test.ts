import { allFiles } from "../../../ignition/given";
import { machineFiles } from "../../../ignition/node";
import { virtualMachineFiles } from "../../../ignition/virtual-machine";
import { type MachineFiles, mergeMachineFiles } from "../../../manifests/file";
import { effectsOf } from "../../../manifests/readers";
import { administratorKey, hostKey, sshAccess } from "../../../pki/ssh";
import { requiredKeys } from "../../../pki/keys";
import { type ClusterPlan, machinesOf } from "../../../topology/plan";
import { testBundle, testKeysNamed } from "../../support/keys";
import { planOf } from "../../support/plan";

const podman = planOf({ workers: 1 });
const libvirt = planOf({ workers: 1, platform: "libvirt" });
const emulated = planOf({ workers: 1, platform: "libvirt", libvirt: { domainType: "qemu" } });
const access = testKeysNamed([administratorKey, ...machinesOf(libvirt).map(hostKey)]);

/** All that a machine of a plan is given. */
function given(plan: ClusterPlan, name: string): MachineFiles {
  const machine = machinesOf(plan).find((each) => each.name === name);
  if (machine === undefined) throw new Error(name);
  const files = machineFiles(plan, testBundle(plan), machine);
  if (plan.platform === "podman") return files;
  return mergeMachineFiles([files, virtualMachineFiles(plan, machine, sshAccess(access, machine))]);
}

/** The paths of the files that a virtual machine has and a container has not, and of those that differ. */
function differences(name: string): { readonly more: readonly string[]; readonly other: readonly string[] } {
  const [container, virtual] = [podman, libvirt].map(
    (plan) => new Map(allFiles(given(plan, name)).map((file) => [file.path, JSON.stringify(file)])),
  );
  if (container === undefined || virtual === undefined) throw new Error(name);
  expect([...container.keys()].filter((path) => !virtual.has(path))).toEqual([]);
  return {
    more: [...virtual.keys()].filter((path) => !container.has(path)).sort(),
    other: [...container]
      .filter(([path, file]) => virtual.get(path) !== file)
      .map(([path]) => path)
      .sort(),
  };
}

/** What only a virtual machine is told, as a container has it from its host. */
const ofVirtualMachines = [
  "/etc/hostname",
  "/etc/hosts",
  "/etc/modules-load.d/node.conf",
  "/etc/resolv.conf",
  "/etc/ssh/ssh_host_rsa_key",
  "/etc/ssh/sshd_config.d/10-machine.conf",
  "/etc/systemd/network/10-machine.network",
  "/etc/systemd/networkd.conf.d/10-machine.conf",
  "/root/.ssh/authorized_keys",
];

/** What both are told, with what a machine needs that has a kernel of its own, and systemd over its control groups. */
const ofContainers = {
  "/etc/containerd/config.toml": "who makes control groups",
  "/etc/hardway/given": "the list of all these",
  "/etc/kubernetes/kubelet/config.yaml": "who makes control groups; what a container cannot have",
  "/etc/systemd/system/containerd.service.d/10-machine.conf":
    "modules that are loaded; limits of a container",
} as const;

describe("the same plan on both platforms", () => {
  it("has the same machines, addresses, keys and certificates", () => {
    expect({ ...libvirt, platform: "podman", libvirt: undefined }).toEqual(podman);
    expect(requiredKeys(libvirt)).toEqual(requiredKeys(podman));
    expect(testBundle(libvirt)).toEqual(testBundle(podman));
  });

  it.each(["bootstrap", "master-0", "worker-0"])(
    "has the same files on %s, but for what the platform must change",
    (name) => {
      expect(differences(name)).toEqual({ more: ofVirtualMachines, other: Object.keys(ofContainers).sort() });
    },
  );

  it("has the same files on a load balancer, which runs no containers", () => {
    expect(differences("lb-0")).toEqual({ more: ofVirtualMachines, other: ["/etc/hardway/given"] });
  });

  it.each(["master-0", "lb-0"])("has the same units on %s, and the way in", (name) => {
    const units = ({ units }: MachineFiles) => units.map((unit) => unit.name);
    expect(units(given(libvirt, name))).toEqual([...units(given(podman, name)), "ssh.service"]);
  });

  it("has one unit more where processors are emulated, and nothing else that is new", () => {
    const named = (plan: ClusterPlan) => allFiles(given(plan, "master-0")).map(({ path }) => path);
    expect(named(emulated).filter((path) => !named(libvirt).includes(path))).toEqual([
      "/etc/systemd/system/time-slices.service",
    ]);
  });

  it.each([...ofVirtualMachines, "/etc/systemd/system/time-slices.service"])(
    "knows who reads %s when it changes",
    (path) => {
      expect(() => effectsOf([path])).not.toThrow();
    },
  );
});
