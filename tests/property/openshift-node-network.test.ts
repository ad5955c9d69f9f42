import { stagesOf } from "../../manifests/openshift/bootkube/stages";
import { bootstrapPods } from "../../manifests/openshift/static-pods";
import { dnsHostsOf } from "../../topology/dns";
import { overlap, sizeOf, validNetwork } from "../../topology/network";
import { innerNetworks } from "../../topology/openshift/networks";
import { type Machine, machinesOf } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { openshiftAssets, textAt } from "../support/openshift-assets";
import { ocpInput, okdInput } from "../support/openshift-config";
import { objectNamed, objectsOf } from "../support/openshift-objects";
import { podOf } from "../unit/manifests/rendered";

const proxy = {
  httpProxy: "http://proxy.example.com:3128",
  httpsProxy: "http://proxy.example.com:3129",
};

/** What may come between a node and its network: versions, boot images, numbers of machines, networks, a proxy. */
const configurations = {
  "OKD as it is": okdInput(),
  "OpenShift 4.18": ocpInput(),
  "OKD 4.22": okdInput({ version: "4.22.0-okd-scos.7" }),
  "one control plane alone": okdInput({}, { controlPlanes: 1, workers: 0 }),
  "five of each": okdInput({}, { controlPlanes: 5, workers: 5 }),
  "networks of one's own": okdInput(
    {},
    { machineNetwork: "10.70.0.0/24", podNetwork: "10.40.0.0/14", serviceNetwork: "10.60.0.0/16" },
  ),
  "a proxy": okdInput({ proxy }),
};

const profilePath = "/etc/NetworkManager/system-connections/hardway.nmconnection";
const loopback = /^https:\/\/(localhost|127\.0\.0\.1):6443$/;

/**
 * Blocker 5: OVN or the network of nodes is not up, and operators stay pending. Each of its causes that a rendered asset
 * can have (facts: openshift-hard-way.md, 12.2 with 7.3, 7.5 and 12.1) is looked for in every such asset.
 */
describe.each(Object.entries(configurations))("blocker 5: the network of nodes, of %s", (_, input) => {
  const { plan, objects, bootstrap, filesOf } = openshiftAssets(input);
  const machines = machinesOf(plan);
  const nodes = [...plan.controlPlanes, ...plan.workers];
  const names = dnsHostsOf(plan);
  const addressesOf = (name: string) =>
    names.filter((host) => host.names.includes(name)).map(({ address }) => address);
  const profileOf = (machine: Machine) => textAt(filesOf(machine), profilePath);
  const valueIn = (text: string, key: string) => new RegExp(`^${key}=(.*)$`, "m").exec(text)?.[1];

  it("is asked for by one configuration, of OVN-Kubernetes", () => {
    const [network, ...more] = objectsOf(objects, "Network");
    expect(more).toEqual([]);
    expect(network).toMatchObject({
      apiVersion: "config.openshift.io/v1",
      metadata: { name: "cluster" },
      spec: { networkType: "OVNKubernetes" },
    });
  });

  it("has ranges that share no address with each other, nor with those that OVN has inside every node", () => {
    const { spec } = objectNamed(objects, "Network", "cluster");
    const ranges = [
      ...spec.clusterNetwork.map(({ cidr }) => cidr),
      ...spec.serviceNetwork,
      ...plan.networks.machine.map(({ cidr }) => cidr),
      ...innerNetworks.map(({ cidr }) => cidr),
    ].map(validNetwork);
    expect(ranges).toHaveLength(5);
    const shared = ranges.flatMap((one, index) =>
      ranges.slice(index + 1).flatMap((other) => (overlap(one, other) ? [[one.cidr, other.cidr]] : [])),
    );
    expect(shared).toEqual([]);
  });

  it("has a part of the pods' range for every node", () => {
    const { clusterNetwork } = objectNamed(objects, "Network", "cluster").spec;
    expect(clusterNetwork.length).toBeGreaterThan(0);
    for (const { cidr, hostPrefix } of clusterNetwork)
      expect(sizeOf(validNetwork(cidr)) / 2 ** (32 - hostPrefix)).toBeGreaterThanOrEqual(nodes.length);
  });

  it("finds in the status of Infrastructure an API whose name leads to the load balancer", () => {
    const { status } = objectNamed(objects, "Infrastructure", "cluster");
    for (const url of [status.apiServerInternalURI, status.apiServerURL]) {
      const { protocol, hostname, port } = new URL(url);
      expect([protocol, port]).toEqual(["https:", "6443"]);
      expect(addressesOf(hostname)).toEqual(plan.api.addresses);
    }
  });

  it("finds that API by the kubeconfig that nodes are served", () => {
    const [, server = ""] = /server: (.*)/.exec(textAt(bootstrap, "/etc/mcs/kubeconfig")) ?? [];
    expect(server).toBe(objectNamed(objects, "Infrastructure", "cluster").status.apiServerInternalURI);
  });

  it("has a name server on every machine, which knows each of them forward and reverse", () => {
    for (const machine of machines) {
      expect(valueIn(profileOf(machine), "dns")).toBe(`${plan.networks.machine[0].gateway};`);
      expect(addressesOf(machine.fqdn)).toEqual(machine.addresses);
      expect(names.find(({ address }) => address === machine.address)?.names[0]).toBe(machine.fqdn);
    }
  });

  it("has a name and an address on every machine, or OVN would make its bridge of a localhost", () => {
    for (const machine of machines) {
      expect(textAt(filesOf(machine), "/etc/hostname")).toBe(`${machine.name}\n`);
      const [{ gateway, prefix }] = plan.networks.machine;
      expect(valueIn(profileOf(machine), "address1")).toBe(`${machine.address}/${prefix},${gateway}`);
    }
  });

  it("has on every machine one profile that OVN can clone for br-ex: of its interface by the hardware's address, and below the clones", () => {
    for (const machine of machines) {
      const profiles = filesOf(machine).filter(({ path }) => path.startsWith("/etc/NetworkManager/"));
      expect(profiles.map(({ path, mode }) => [path, mode])).toEqual([[profilePath, 0o600]]);
      const text = profileOf(machine);
      expect(valueIn(text, "mac-address")).toBe(machine.mac);
      expect(text).not.toContain("interface-name");
      expect(valueIn(text, "type")).toBe("ethernet");
      expect(valueIn(text, "autoconnect")).toBe("true");
      const priority = Number(valueIn(text, "autoconnect-priority"));
      expect(priority).toBeGreaterThan(0);
      expect(priority).toBeLessThan(99);
    }
  });

  it("is made by OVN alone: no machine has another one of pods, a kube-proxy, or rules of a firewall", () => {
    const others = /\/cni\/|flannel|calico|kube-proxy|nftables|iptables|\/firewalld\//;
    const found = machines.flatMap((machine) => filesOf(machine).filter(({ path }) => others.test(path)));
    expect(found.map(({ path }) => path)).toEqual([]);
    const proxies = [
      ...objects.map((object) => JSON.stringify(object)),
      ...bootstrap.map(({ contents }) => contents),
    ];
    expect(proxies.filter((text) => /^(?!\s*#).*kube-proxy/m.test(text))).toEqual([]);
  });

  it("finds the feature gates' status and its configuration before its operator can be started", () => {
    const stages = stagesOf(plan).map(({ name }) => name);
    const order = ["api-render", "objects", "operators"];
    expect(stages.filter((name) => order.includes(name))).toEqual(order);
  });

  it("is not waited for by the bootstrap machine's own pods, which find the API on the machine itself", () => {
    const served = "bootstrap-machine-config-operator";
    const pods = bootstrapPods(plan);
    expect(pods.map(({ name }) => name)).toContain(served);
    const read = pods
      .filter(({ name }) => name !== served)
      .flatMap(({ yaml }) => podOf(yaml).spec?.volumes ?? [])
      .flatMap(({ hostPath }) => (hostPath === undefined ? [] : [hostPath.path]));
    const isRead = (path: string) => read.some((each) => path === each || path.startsWith(`${each}/`));
    const servers = bootstrap
      .filter(({ path, contents }) => isRead(path) && contents.includes("kind: Config\n"))
      .map(({ path, contents }) => [path, /server: (.*)/.exec(contents)?.[1] ?? ""] as const);
    expect(servers.length).toBeGreaterThan(2);
    expect(servers.filter(([, server]) => !loopback.test(server))).toEqual([]);
    const told = pods.flatMap(({ yaml }) => [
      ...yaml.matchAll(/KUBERNETES_SERVICE_HOST\n\s+value: "?([^"\n]*)/g),
    ]);
    expect(told.map(([, host]) => host)).toEqual(["127.0.0.1"]);
    expect(pods.map(({ yaml }) => podOf(yaml).spec?.hostNetwork)).toEqual(pods.map(() => true));
  });

  it("is reached past a proxy, where there is one", () => {
    const { status } = objectNamed(objects, "Proxy", "cluster");
    const own = [...plan.networks.machine, ...plan.networks.pod, ...plan.networks.service];
    const past = [plan.openshift.internalApiFqdn, "localhost", ".svc", ...own.map(({ cidr }) => cidr)];
    expect(status?.noProxy.split(",")).toEqual(
      plan.openshift.proxy && (expect.arrayContaining(past) as unknown),
    );
  });

  it("has two processors and half of the memory left of what the control planes and the bootstrap machine have", () => {
    for (const role of ["bootstrap", "controlPlane"] as const) {
      const { cpus, memory } = plan.libvirt?.sizes[role] ?? { cpus: 0, memory: 0 };
      expect(cpus).toBeGreaterThanOrEqual(4);
      expect(memory).toBeGreaterThanOrEqual(16 * 1024);
    }
  });

  it("has the load balancer pass on both ports by which nodes come to be", () => {
    const { haproxy } = openshiftAssets(input);
    for (const port of [ports.apiServer, ports.machineConfigServer])
      expect(haproxy).toMatch(new RegExp(`^ {2}bind \\S+:${port}\\b`, "m"));
  });
});
