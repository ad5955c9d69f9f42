import { dataUrl, type IgnitionConfig, type IgnitionFile, textOf } from "../../ignition/config";
import { allFiles } from "../../ignition/given";
import { nodeIgnition } from "../../ignition/node";
import { pointerFiles } from "../../ignition/openshift/pointer";
import { filesAddedByServer, type RenderedMachineConfig, withAdded } from "../../ignition/openshift/served";
import { packed, unpacked } from "../../ignition/packed";
import { openshiftKubeconfig } from "../../manifests/openshift/kubeconfigs";
import { servedPaths } from "../../manifests/openshift/served-paths";
import { caBundle } from "../../pki/ca-bundles";
import { issueOpenshift } from "../../pki/openshift";
import type { NodeMachine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { separateOpenshiftTestKeys } from "../support/openshift-keys";
import { openshiftPlanOf } from "../support/openshift-plan";
import { type Entry, type IgnitionRun, RootFileSystem } from "../support/root-file-system";
import { first } from "../unit/manifests/rendered";
import { asFound, asWanted, unasked } from "./applied";
import { PlayedMachineConfigServer } from "./machine-config-server";

const now = new Date();
const plan = openshiftPlanOf({}, { controlPlanes: 1, workers: 1, platform: "libvirt" });
const bundle = issueOpenshift(plan, separateOpenshiftTestKeys(plan, now), now);
const control = first(plan.controlPlanes);
const worker = first(plan.workers);

/** Where the names of the cluster lead to, on this machine; nobody else's test listens there. */
const address = "127.96.0.1";
const { internalApiFqdn } = plan.openshift;
const hosts = `${address} ${internalApiFqdn} ${plan.api.fqdn}\n`;

/** What the machine config operator renders for a pool, a few files of it. */
function renderedFor(pool: string): RenderedMachineConfig {
  const file = (path: string, mode: number, text: string) => ({
    path,
    mode,
    overwrite: true,
    contents: { source: dataUrl(text) },
  });
  return {
    apiVersion: "machineconfiguration.openshift.io/v1",
    kind: "MachineConfig",
    metadata: { name: `rendered-${pool}-0123` },
    spec: {
      config: {
        ignition: { version: "3.3.0" },
        storage: {
          directories: [],
          files: [
            file("/etc/kubernetes/kubelet.conf", 0o644, "clientCAFile: /etc/kubernetes/kubelet-ca.crt\n"),
            file(
              "/etc/kubernetes/apiserver-url.env",
              0o644,
              `KUBERNETES_SERVICE_HOST='${internalApiFqdn}'\n`,
            ),
            file("/etc/kubernetes/kubeconfig", 0o600, "the template's\n"),
            file("/var/lib/kubelet/config.json", 0o600, '{"auths":{}}\n'),
            file("/usr/local/bin/mco-hostname", 0o755, "#!/bin/bash\n"),
          ],
        },
        systemd: { units: [{ name: "kubelet.service", enabled: true }] },
      },
      osImageURL: "quay.io/okd/scos-content@sha256:5",
    },
  };
}

/** The configuration as the server has it ready: it gives all that it adds this mode. */
function served(pool: string): IgnitionConfig {
  const rendered = renderedFor(pool);
  const { config } = rendered.spec;
  const added = filesAddedByServer(rendered, {
    minor: plan.openshift.release.minor,
    kubeconfig: openshiftKubeconfig(plan, bundle, "kubeconfig-kubelet"),
    kubeletAuthorities: caBundle(bundle, "kube-apiserver-complete-client-ca-bundle"),
  }).map(({ path, contents }): IgnitionFile => ({
    path,
    mode: 0o644,
    overwrite: true,
    contents: { source: dataUrl(contents) },
  }));
  return { ...config, storage: { ...config.storage, files: withAdded(config.storage.files, added) } };
}

const configs = { "/config/master": served("master"), "/config/worker": served("worker") };

const pointerOf = (node: NodeMachine) => pointerFiles(plan, bundle, node);
const textFor = (node: NodeMachine): string =>
  nodeIgnition(pointerOf(node), { machine: node.name, platform: plan.platform });

/** A server that shows a leaf of the bundle and has all pools' configurations, while something is done. */
async function whileServing<T>(
  leaf: "machine-config-server" | "kube-apiserver-internal-lb-server",
  action: (server: PlayedMachineConfigServer) => Promise<T>,
): Promise<T> {
  const server = new PlayedMachineConfigServer(bundle.leaves[leaf], configs);
  await server.listen(address, ports.machineConfigServer);
  try {
    return await action(server);
  } finally {
    await server.close();
  }
}

describe.each([
  ["master", control],
  ["worker", worker],
] as const)("the real Ignition on a %s, which a server gives its configuration", (pool, node) => {
  const own = allFiles(pointerOf(node));
  const fetched = configs[`/config/${pool}`].storage.files.map(({ path, mode, contents }) => ({
    path,
    mode,
    contents: textOf(contents.source),
  }));
  const machine = new RootFileSystem(["kubelet.service"]);
  let before: ReadonlyMap<string, Entry>;
  let run: IgnitionRun;
  let server: PlayedMachineConfigServer;

  beforeAll(async () => {
    before = machine.entries();
    run = await whileServing("machine-config-server", (serving) => {
      server = serving;
      return machine.ignite(textFor(node), { hosts });
    });
  });
  afterAll(() => {
    machine.remove();
  });

  it("ends well: the server's certificate is of the authority that the pointer has, and for the name that it calls", () => {
    expect(run).toMatchObject({ ended: "well" });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ name: internalApiFqdn, path: `/config/${pool}` });
  });

  it("tells the server which versions it reads, of which the pointer's is one", () => {
    expect(server.requests[0]?.accepts).toContain("application/vnd.coreos.ignition+json;version=3.3.0");
  });

  it("writes what the server gave and what the pointer has, both whole", () => {
    const all = [...own, ...fetched];
    expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
    expect(all.map(({ path }) => [path, asFound(machine, path)])).toEqual(
      all.map((file) => [file.path, asWanted(file)]),
    );
  });

  it("writes nothing else", () => {
    const asked = [...own, ...fetched].map(({ path }) => path);
    expect(unasked(before, machine.entries(), asked)).toEqual([]);
  });

  it("blocker 7: leaves what a kubelet needs to start and to ask for its certificate, and what the daemon begins with", () => {
    const [, authorities] = /clientCAFile: (\S+)/.exec(machine.text("/etc/kubernetes/kubelet.conf")) ?? [];
    expect(machine.text(authorities ?? "").match(/BEGIN CERTIFICATE/g)).toHaveLength(5);
    expect(machine.text("/etc/kubernetes/kubeconfig")).toContain(`server: https://${internalApiFqdn}:6443`);
    expect(JSON.parse(machine.text(servedPaths.encapsulated))).toMatchObject({
      metadata: { name: `rendered-${pool}-0123` },
      spec: { osImageURL: "quay.io/okd/scos-content@sha256:5" },
    });
  });

  it("trap: takes files by the depth of their paths, and not in the order in which the server has them", () => {
    const written = [...run.said.matchAll(/\[finished\] writing file "([^"]*)"/g)].map(
      ([, path]) => path ?? "",
    );
    const placeOf = (path: string) => written.findIndex((each) => each.endsWith(path));
    expect(fetched.at(-1)?.path).toBe(servedPaths.encapsulated);
    expect(placeOf(servedPaths.encapsulated)).toBeGreaterThan(-1);
    expect(placeOf(servedPaths.encapsulated)).toBeLessThan(placeOf("/etc/kubernetes/kubelet-ca.crt"));
  });

  it("has systemd start the units that the server names", async () => {
    await machine.presetUnits();
    expect(await machine.systemctl("is-enabled", "kubelet.service")).toBe("enabled");
  });
});

describe("the real Ignition, and a server that it is not to believe", () => {
  const heard = (said: string) => (/GET error: .*\n/.test(said) ? "end" : "go on");
  const machine = new RootFileSystem();
  afterAll(() => {
    machine.remove();
  });

  it("refuses one of the name and of another authority of the cluster's", async () => {
    const run = await whileServing("kube-apiserver-internal-lb-server", () =>
      machine.ignite(textFor(control), { hosts, heard }),
    );
    expect(run.ended).toBe("fetch");
    expect(run.said).toContain("certificate signed by unknown authority");
  });

  it("refuses one of the authority and of another name", async () => {
    const config = unpacked(textFor(control));
    const elsewhere = JSON.stringify(config).replace(
      `https://${internalApiFqdn}:`,
      `https://${plan.api.fqdn}:`,
    );
    const text = packed(JSON.parse(elsewhere) as IgnitionConfig);
    const run = await whileServing("machine-config-server", () => machine.ignite(text, { hosts, heard }));
    expect(run.ended).toBe("fetch");
    expect(run.said).toContain(`certificate is valid for ${internalApiFqdn}, not ${plan.api.fqdn}`);
  });

  it("waits for one that is not up yet, as machines boot before it serves", async () => {
    let waiting: Promise<IgnitionRun> | undefined;
    await new Promise<void>((resolve) => {
      const heardOf = (said: string) => {
        if (/GET error: .*connection refused/.test(said)) resolve();
        return "go on" as const;
      };
      waiting = machine.ignite(textFor(worker), { hosts, heard: heardOf });
    });
    expect(
      await whileServing(
        "machine-config-server",
        () => waiting ?? Promise.reject(new Error("it waits for nobody")),
      ),
    ).toMatchObject({
      ended: "well",
    });
    expect(machine.has(servedPaths.encapsulated)).toBe(true);
  });
});
