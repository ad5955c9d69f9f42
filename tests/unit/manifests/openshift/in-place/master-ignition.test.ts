import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { acceptHeader } from "../../../../../manifests/openshift/in-place/master-ignition";
import { inPlacePaths } from "../../../../../manifests/openshift/in-place/paths";
import { validate } from "../../../../../ignition/validate";
import type { IgnitionConfig } from "../../../../../ignition/config";
import { fake, type FakeMachine } from "../bootkube/fake-machine";
import { bytesAt, installedOn, liveMachine, servedConfig, standInPlan } from "./fake-node";

const script = bootkubeScript(standInPlan);

/** What stands in the way of a stage that has no time to wait. */
function obstacle(machine: FakeMachine, stage: string, functions = ""): string {
  machine.run(script, `${functions}\nrun_stage ${stage} 0`);
  const said = machine.report().find(({ name }) => name === stage)?.lastError ?? "";
  return said.replaceAll(machine.at("/").slice(0, -1), "");
}

describe("what control planes are served", () => {
  it("trap: Accept header: is asked for in version 3", () => {
    const machine = liveMachine();
    expect(obstacle(machine, "served-config")).toBe("");
    expect(acceptHeader).toBe("Accept: application/vnd.coreos.ignition+json;version=3.2.0");
    expect(machine.read(`${fake}/asked-server`).split("\n")).toEqual(
      expect.arrayContaining([acceptHeader, "http://localhost:22624/config/master"]),
    );
  });

  it("trap: Accept header: is refused in version 2, which a server gives that does not heed it", () => {
    const machine = liveMachine();
    machine.write(`${fake}/served-v3`, machine.read(`${fake}/served-v2`));
    expect(obstacle(machine, "served-config")).toBe(
      "the machine config server has served what no node can be made from: it is of version 2.2.0, and CoreOS reads 3 alone",
    );
  });

  it("trap: spec-2 keys: is refused with them, whatever version it says of its own", () => {
    const machine = liveMachine();
    const files = [{ filesystem: "root", path: "/etc/hosts" }];
    machine.write(
      `${fake}/served-v3`,
      JSON.stringify({ ignition: { version: "3.2.0" }, storage: { files } }),
    );
    expect(obstacle(machine, "served-config")).toContain("its files have the key filesystem, of Ignition 2");
  });

  it("blocker 7: is refused without the encapsulated configuration", () => {
    const machine = liveMachine();
    machine.write(`${fake}/served-v3`, JSON.stringify({ ignition: { version: "3.2.0" } }));
    expect(obstacle(machine, "served-config")).toContain("it has no encapsulated configuration");
  });

  it("is waited for where the server is not there yet", () => {
    const machine = liveMachine();
    machine.write(`${fake}/server-is-away`, "");
    machine.run(script, "run_stage served-config 9");
    expect(machine.report().at(-1)).toMatchObject({ name: "served-config", result: "done" });
  });

  it("is for root alone, as it has the token of all nodes in it", () => {
    const machine = liveMachine();
    machine.run(script, "run_stage served-config 9");
    expect(machine.run("", `stat -c %a ${machine.at(inPlacePaths.served)}`).said).toBe("600\n");
  });
});

describe("the end of etcd", () => {
  it("trap: is waited for, as data that is still written to is torn", () => {
    const machine = liveMachine();
    machine.write(`${fake}/etcd-lives`, "3");
    machine.run(script);
    expect(bytesAt(installedOn(machine), "/var/lib/etcd/member/wal/0.wal")).toBe("the last write\n");
  });

  it("is given up where etcd does not end, with nothing installed", () => {
    const machine = liveMachine();
    machine.write(`${fake}/etcd-lives`, "999");
    expect(obstacle(machine, "master-ignition")).toContain("the end of etcd: given up; it runs still");
    expect(machine.has(inPlacePaths.masterConfig)).toBe(false);
  });
});

describe("the node's own Ignition", () => {
  const machine = liveMachine();
  machine.run(script);
  const config = installedOn(machine);
  const paths = config.storage.files.map(({ path }) => path);
  const modes = new Map(
    [...config.storage.files, ...config.storage.directories].map(({ path, mode }) => [
      path,
      mode.toString(8),
    ]),
  );

  it("is one that Ignition accepts, with no path twice", () => {
    expect(validate(config as unknown as IgnitionConfig, "libvirt")).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
    expect(config.ignition).toEqual({ version: "3.2.0" });
  });

  it("has all that control planes are served, but for what is the node's own", () => {
    expect(config.passwd).toEqual(servedConfig.passwd);
    expect(config.systemd.units.map(({ name }) => name)).toEqual([
      "kubelet.service",
      "after-install.service",
    ]);
    const served = config.storage.files.filter(({ contents }) => contents.source === "data:,served");
    expect(served.map(({ path }) => path)).toEqual([
      "/etc/kubernetes/kubeconfig",
      "/etc/ignition-machine-config-encapsulated.json",
    ]);
  });

  it("has the node's name and network, which are the live system's", () => {
    expect(bytesAt(config, "/etc/hostname")).toBe("master-0\n");
    expect(bytesAt(config, "/etc/NetworkManager/system-connections/hardway.nmconnection")).toContain(
      `address1=${standInPlan.bootstrap.address}/`,
    );
  });

  it("has etcd's data, byte for byte, for root alone", () => {
    expect(bytesAt(config, "/var/lib/etcd/member/snap/db")).toBe("\0\u0001 data");
    expect(paths).toContain("/var/lib/etcd/member/wal/0.wal");
    expect(modes.get("/var/lib/etcd/member/wal")).toMatch(/^7/);
  });

  it("has the control plane's keys, settings and the kubeconfig of loopback, and no other kubeconfig", () => {
    expect(bytesAt(config, "/etc/kubernetes/bootstrap-secrets/etcd-client.key")).toBe("key\n");
    expect(bytesAt(config, "/etc/kubernetes/bootstrap-configs/audit-policy.yaml")).toBe("policy\n");
    expect(bytesAt(config, "/etc/kubernetes/static-pod-resources/etcd-member/ca.crt")).toBe("ca\n");
    expect(bytesAt(config, "/opt/openshift/auth/kubeconfig-loopback")).toBe("kubeconfig\n");
    expect(paths).not.toContain("/opt/openshift/auth/kubeconfig");
  });

  it("trap: has the static pods under the names by which the operators' take their places", () => {
    const pods = paths.filter((path) => path.startsWith("/etc/kubernetes/manifests/"));
    expect(pods.sort()).toEqual(
      ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"].map(
        (name) => `/etc/kubernetes/manifests/${name}-pod.yaml`,
      ),
    );
    for (const path of pods) {
      expect([path, modes.get(path)]).toEqual([path, "600"]);
      expect(bytesAt(config, path)).toContain("image: registry/");
    }
  });

  it("has the records of the stages, so that the report goes on, and the log of the live system alone", () => {
    expect(bytesAt(config, "/opt/openshift/stages/objects/result")).toBe("done\n");
    expect(bytesAt(config, "/var/log/bootstrap-in-place.log")).toBe("what the units said\n");
    expect(paths).not.toContain("/var/log/other.log");
  });

  it("is for root alone, and nothing that it was made of is left", () => {
    expect(machine.run("", `stat -c %a ${machine.at(inPlacePaths.masterConfig)}`).said).toBe("600\n");
    expect(machine.list(inPlacePaths.folder)).toEqual(["node.ign", "served.ign"]);
  });
});

describe("what is to be carried and is not there", () => {
  it("ends the stage with the path, rather than be left out", () => {
    const machine = liveMachine();
    machine.run(script, "run_stage served-config 9");
    machine.remove("/etc/kubernetes/bootstrap-configs");
    expect(obstacle(machine, "master-ignition")).toBe(
      "there is no /etc/kubernetes/bootstrap-configs, and the node would be made without it",
    );
    expect(machine.has(inPlacePaths.masterConfig)).toBe(false);
  });
});

describe("an Ignition that is too large for where it is kept until the first boot", () => {
  it("is refused, with both sizes", () => {
    const machine = liveMachine();
    machine.run(script, "run_stage served-config 9");
    const large = 'stat() { case $2 in %s) echo 999999999 ;; *) command stat "$@" ;; esac; }';
    expect(obstacle(machine, "master-ignition", large)).toBe(
      "the node's Ignition has 999999999 bytes, and there is room for 201326592",
    );
  });
});
