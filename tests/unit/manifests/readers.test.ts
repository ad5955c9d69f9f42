import { allFiles } from "../../../ignition/given";
import { machineFiles } from "../../../ignition/node";
import { virtualMachineFiles } from "../../../ignition/virtual-machine";
import { effects, effectsOf, effectsOfRemoved } from "../../../manifests/readers";
import { administratorKey, hostKey, sshAccess } from "../../../pki/ssh";
import { machinesOf } from "../../../topology/plan";
import { testBundle, testKeysNamed } from "../../support/keys";
import { externalPlanOf, planOf } from "../../support/plan";

describe("the readers of a machine's files", () => {
  const libvirt = planOf({ platform: "libvirt" });
  const keys = testKeysNamed([administratorKey, hostKey(libvirt.bootstrap)]);
  const access = sshAccess(keys, libvirt.bootstrap);
  const ofVirtualMachines = allFiles(virtualMachineFiles(libvirt, libvirt.bootstrap, access));
  const ofRoles = [planOf(), externalPlanOf()].flatMap((plan) => {
    const bundle = testBundle(plan);
    const changeable = machinesOf(plan).filter(({ role }) => role !== "bootstrap");
    return changeable.flatMap((machine) =>
      allFiles(machineFiles(plan, bundle, machine)).map(({ path }) => path),
    );
  });
  const paths = [...ofRoles, ...ofVirtualMachines.map(({ path }) => path)];

  it.each([...new Set(paths)])("are known for %s", (path) => {
    expect(() => effectsOf([path])).not.toThrow();
  });

  it("of all files together make every effect that there is: none is written for nobody", () => {
    expect(effectsOf(paths)).toEqual(effects);
  });
});

describe("the effects of changed files", () => {
  it("come each once, in the order in which programs stand on each other, whatever the files' order", () => {
    expect(
      effectsOf([
        "/etc/kubernetes/kubelet/config.yaml",
        "/etc/kubernetes/kubelet/server.crt",
        "/etc/kubernetes/static-pods/etcd.yaml",
        "/etc/containerd/config.toml",
      ]),
    ).toEqual(["restart containerd.service", "roll static-pods", "restart kubelet.service"]);
  });

  it("are none for what is read when it is needed", () => {
    expect(effectsOf(["/etc/cni/net.d/10-pods.conflist", "/etc/kubernetes/etcd-membership.env"])).toEqual([]);
  });

  it("take the kubelet last, as one that starts while its static pods change waits for minutes", () => {
    expect(effects.indexOf("restart kubelet.service")).toBeGreaterThan(effects.indexOf("roll static-pods"));
  });

  it("reload HAProxy before the pods, as an API server may reach etcd through it alone", () => {
    expect(effects.indexOf("reload haproxy.service")).toBeLessThan(effects.indexOf("roll static-pods"));
  });

  it("are an error for a file that nobody is known to read", () => {
    expect(() => effectsOf(["/etc/unheard-of"])).toThrow(
      "nobody is known to read /etc/unheard-of: say in manifests/readers.ts who does",
    );
  });

  it("are none for a removed file whose reader is gone with it", () => {
    expect(effectsOfRemoved(["/etc/unheard-of", "/etc/haproxy/old.cfg"])).toEqual(["reload haproxy.service"]);
  });
});
