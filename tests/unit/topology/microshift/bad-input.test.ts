import type { ConfigInput } from "../../../../topology/config";
import { describeProblems } from "../../../../topology/problems";
import {
  microshiftHaInput,
  microshiftInput,
  microshiftSshInput,
  sshHost,
  unusedPrivateKey,
} from "../../../support/microshift-plan";
import { coreosLibvirt, problemsIn, pullSecretText, tokenUntil } from "../../../support/openshift-config";

const { image } = coreosLibvirt;
const secret = pullSecretText({ "quay.io": "a", "registry.redhat.io": "b" });
const expired = pullSecretText({
  "quay.io": tokenUntil(new Date("2020-01-01T00:00:00Z")),
  "registry.redhat.io": "b",
});

function cp(...ids: readonly number[]) {
  return ids.map((id) => ({ id, role: "controlPlane" }));
}

function workers(...ids: readonly number[]) {
  return ids.map((id) => ({ id, role: "worker" }));
}

/** One node on a virtual machine. */
function libvirtInput(libvirt: object = {}, more: ConfigInput = {}, microshift: object = {}): ConfigInput {
  return microshiftInput(microshift, { platform: "libvirt", libvirt: { image, ...libvirt }, ...more });
}

/** One node on podman, with keys that all distributions share. */
function common(more: ConfigInput): ConfigInput {
  return microshiftInput({}, more);
}

function redHat(microshift: object = {}, more: ConfigInput = {}): ConfigInput {
  return microshiftSshInput({ packages: "redhat", ...microshift }, { pullSecret: secret, ...more });
}

function upstream(more: ConfigInput): ConfigInput {
  return { distribution: "kubernetes", ...more };
}

type Mistake = readonly [mistake: string, where: string, input: ConfigInput];

const ofNodes: readonly Mistake[] = [
  ["an id twice", "microshift.nodes", microshiftHaInput({ nodes: cp(1, 2, 2) })],
  ["an id over 89", "microshift.nodes[1].id", microshiftHaInput({ nodes: cp(1, 90) })],
  ["no control plane", "microshift.nodes", microshiftHaInput({ nodes: workers(1, 2) })],
  ["several control planes without ha", "microshift.nodes", microshiftInput({ nodes: cp(1, 2) })],
  ["one control plane that is not the first", "microshift.nodes", microshiftInput({ nodes: cp(2) })],
  ["a generation of nobody", "machineGenerations.node-9", common({ machineGenerations: { "node-9": 2 } })],
  [
    "a threshold out of reach",
    "microshift.virtualAddressFrom",
    microshiftHaInput({ nodes: cp(1), virtualAddressFrom: 2 }),
  ],
  ["ha before add-node", "microshift.version", microshiftHaInput({ version: "4.20" })],
  [
    "workers before add-node",
    "microshift.version",
    microshiftInput({ version: "4.15", nodes: [...cp(1), ...workers(2)] }),
  ],
  ["a topology of other distributions", "topology", microshiftInput({}, { topology: "sno-plus" })],
];

const ofAddresses: readonly Mistake[] = [
  ["a virtual address of a node", "microshift.virtualAddress", vip("10.90.0.99")],
  ["the gateway's address", "microshift.virtualAddress", vip("10.90.0.1")],
  ["an address outside the network", "microshift.virtualAddress", vip("10.91.0.100")],
  ["the network's last address", "microshift.virtualAddress", vip("10.90.0.255")],
  ["an address of Services", "microshift.virtualAddress", vip("10.90.0.150")],
  ["a range over nodes", "microshift.loadBalancerRange", range("10.90.0.90-10.90.0.98")],
  ["a range over the gateway", "microshift.loadBalancerRange", range("10.90.0.1-10.90.0.5")],
  ["a range outside the network", "microshift.loadBalancerRange", range("10.90.0.200-10.90.1.9")],
  ["a range backwards", "microshift.loadBalancerRange", range("10.90.0.199-10.90.0.101")],
  ["a range over the address", "microshift.loadBalancerRange", range("10.90.0.100-10.90.0.110")],
  ["a network that is no /24", "machineNetwork", common({ machineNetwork: "10.90.0.0/25" })],
  ["pods where machines are", "podNetwork", common({ machineNetwork: "10.42.7.0/24" })],
  ["Services where machines are", "serviceNetwork", common({ machineNetwork: "10.43.7.0/24" })],
  ["Services where pods are", "serviceNetwork", common({ serviceNetwork: "10.42.128.0/17" })],
  ["Services that are too many", "serviceNetwork", common({ serviceNetwork: "172.0.0.0/8" })],
  ["too few pods", "podNetwork", microshiftHaInput({}, { podNetwork: "10.42.0.0/22" })],
  ["pods where the host is", "podNetwork", microshiftSshInput({}, { podNetwork: "192.0.2.0/24" })],
  [
    "Services where the host is",
    "serviceNetwork",
    microshiftSshInput({}, { serviceNetwork: "192.0.2.0/24" }),
  ],
  ["an inner name of the API", "extraApiSans[0]", common({ extraApiSans: ["kubernetes.default"] })],
  ["the inner address of the API", "extraApiSans[0]", common({ extraApiSans: ["10.43.0.1"] })],
];

function vip(virtualAddress: string): ConfigInput {
  return microshiftHaInput({ virtualAddress });
}

function range(loadBalancerRange: string): ConfigInput {
  return microshiftHaInput({ loadBalancerRange });
}

const ofSettings: readonly Mistake[] = [
  ["drop-ins before 4.18", "microshift.dropIns", old("4.17", { dropIns: { "10-log": { debugging: {} } } })],
  ["ingress before 4.16", "microshift.settings.ingress", old("4.15", { settings: { ingress: {} } })],
  ["kubelet before 4.17", "microshift.settings.kubelet", old("4.16", { settings: { kubelet: {} } })],
  ["storage before 4.17", "microshift.settings.storage", old("4.16", { settings: { storage: {} } })],
  ["telemetry before 4.22", "microshift.settings.telemetry", old("4.21", { settings: { telemetry: {} } })],
  [
    "telemetry in a drop-in before 4.22",
    "microshift.dropIns.10-a.telemetry",
    old("4.21", { dropIns: { "10-a": { telemetry: {} } } }),
  ],
  ["a key of nobody", "microshift.settings.multinode", microshiftInput({ settings: { multinode: {} } })],
  ["a base domain", "microshift.settings.dns.baseDomain", own("dns", "baseDomain", "example.com")],
  ["pods' networks", "microshift.settings.network.clusterNetwork", own("network", "clusterNetwork", [])],
  ["Services' networks", "microshift.settings.network.serviceNetwork", own("network", "serviceNetwork", [])],
  ["a pod network", "microshift.settings.network.cniPlugin", own("network", "cniPlugin", "none")],
  [
    "names of the API",
    "microshift.settings.apiServer.subjectAltNames",
    own("apiServer", "subjectAltNames", []),
  ],
  ["a node's name", "microshift.settings.node.hostnameOverride", own("node", "hostnameOverride", "a")],
  ["a node's address", "microshift.settings.node.nodeIP", own("node", "nodeIP", "10.90.0.7")],
  [
    "a node's address in a drop-in",
    "microshift.dropIns.10-a.node.nodeIP",
    microshiftInput({ dropIns: { "10-a": { node: { nodeIP: "10.90.0.7" } } } }),
  ],
  ["places of manifests with GitOps", "microshift.settings.manifests.kustomizePaths", places("gitops")],
  ["places of manifests without OLM's", "microshift.settings.manifests.kustomizePaths", places("olm")],
];

function old(version: string, more: object): ConfigInput {
  return microshiftInput({ version, ...more });
}

function own(parent: string, key: string, value: unknown): ConfigInput {
  return microshiftInput({ settings: { [parent]: { [key]: value } } });
}

function places(addOn: string): ConfigInput {
  return microshiftInput({ addOns: [addOn], settings: { manifests: { kustomizePaths: [] } } });
}

const ofPlatforms: readonly Mistake[] = [
  ["ssh without a host", "microshift.host", microshiftSshInput({ host: undefined })],
  ["ssh without a key", "hostPrivateKey", microshiftSshInput({}, { hostPrivateKey: undefined })],
  ["a host of podman", "microshift.host", microshiftInput({ host: sshHost })],
  ["a key of podman", "hostPrivateKey", common({ hostPrivateKey: unusedPrivateKey })],
  ["virtual machines of podman", "libvirt", common({ libvirt: { image } })],
  ["packages on podman", "microshift.packages", microshiftInput({ packages: "community" })],
  ["names on podman", "microshift.wildcardDns", microshiftInput({ wildcardDns: {} })],
  ["no firewall on podman", "microshift.firewall", microshiftInput({ firewall: "off" })],
  ["ha by ssh", "topology", microshiftSshInput({}, { topology: "ha" })],
  ["an image by ssh", "microshift.image", microshiftSshInput({ image: "localhost/mine:1" })],
  ["a cache by ssh", "microshift.imageCache", microshiftSshInput({ imageCache: "/var/cache/images" })],
  ["several nodes by ssh", "microshift.nodes", microshiftSshInput({ nodes: [...cp(1), ...workers(2)] })],
  ["a network by ssh", "machineNetwork", microshiftSshInput({}, { machineNetwork: "10.91.0.0/24" })],
  ["a forwarded port by ssh", "forwardedPort", microshiftSshInput({}, { forwardedPort: 20000 })],
  [
    "a generation by ssh",
    "machineGenerations",
    microshiftSshInput({}, { machineGenerations: { "node-1": 2 } }),
  ],
  ["a replaced network by ssh", "replaceNetwork", microshiftSshInput({}, { replaceNetwork: "10.90.0.0/24" })],
  ["several nodes on libvirt", "microshift.nodes", libvirtInput({}, {}, { nodes: cp(2) })],
  ["a large network on libvirt", "machineNetwork", libvirtInput({}, { machineNetwork: "10.90.0.0/23" })],
  ["no image on libvirt", "libvirt.image", libvirtInput({ image: undefined })],
  ["a balancer on libvirt", "libvirt.loadBalancer", libvirtInput({ loadBalancer: "host" })],
  ["workers on libvirt", "libvirt.machines.worker", libvirtInput({ machines: { worker: { cpus: 1 } } })],
  ["a machine of nobody", "libvirt.placement.master-0", libvirtInput(placed("master-0", "kvm1"))],
  ["a hypervisor of nobody", "libvirt.placement.node-1", libvirtInput(placed("node-1", "kvm7"))],
  ["an address of one node", "microshift.virtualAddress", microshiftInput({ virtualAddress: "10.90.0.100" })],
  ["a voter of one node", "microshift.joinAs", microshiftInput({ joinAs: "voter" })],
  ["a time for nothing", "clock", microshiftSshInput({}, { clock: "2026-11-24T12:00:00Z" })],
  ["no way out by ssh", "microshift.outbound", microshiftSshInput({ outbound: "none" })],
  ["ssh of Kubernetes", "platform", upstream({ platform: "ssh" })],
  ["MicroShift of Kubernetes", "microshift", upstream({ microshift: { version: "4.20" } })],
  ["a host's key of Kubernetes", "hostPrivateKey", upstream({ hostPrivateKey: unusedPrivateKey })],
];

function placed(machine: string, hypervisor: string) {
  const hypervisors = { kvm1: "qemu:///system", kvm2: "qemu+ssh://root@kvm2/system" };
  return { hypervisors, bridge: "br0", placement: { [machine]: hypervisor } };
}

const ofPackages: readonly Mistake[] = [
  ["no pull secret", "pullSecret", redHat({}, { pullSecret: undefined })],
  ["a pull secret that is no JSON", "pullSecret", redHat({}, { pullSecret: "~/pull-secret.json" })],
  ["a pull secret without auths", "pullSecret", redHat({}, { pullSecret: '{"auths":{}}' })],
  ["credentials that have expired", "pullSecret", redHat({}, { pullSecret: expired })],
  [
    "a foreign pull secret",
    "pullSecret",
    redHat({}, { pullSecret: pullSecretText({ "a.example.com": "a" }) }),
  ],
  ["a wrong one that is not asked for", "pullSecret", common({ pullSecret: expired })],
  ["kindnet of Red Hat", "microshift.networkPlugin", redHat({ networkPlugin: "kindnet" })],
  ["a bridge of kindnet", "microshift.virtualInterface", microshiftHaInput({ networkPlugin: "kindnet" })],
];

const ofOthers: readonly Mistake[] = [
  ["a release image", "openshift", common({ openshift: { version: "4.20.0" } })],
  ["an address family", "addressFamily", common({ addressFamily: "dual" })],
  ["networks of IPv6", "ipv6Networks", common({ ipv6Networks: { pod: "fd43::/48" } })],
  ["an API address", "apiAddress", common({ apiAddress: "10.90.0.100" })],
  ["members of etcd", "etcdMembers", common({ etcdMembers: 3 })],
  ["load balancers", "loadBalancers", common({ loadBalancers: 2 })],
  ["control planes by number", "controlPlanes", common({ controlPlanes: 1 })],
  ["workers by number", "workers", common({ workers: 0 })],
  ["host numbers", "hostNumbers", common({ hostNumbers: { worker: 30 } })],
  ["labels", "nodeLabels", common({ nodeLabels: { "node-1": { zone: "a" } } })],
  ["days of certificates", "certificateDays", common({ certificateDays: { leaf: 90 } })],
  ["flags of the API server", "apiServerFlags", common({ apiServerFlags: { "event-ttl": "2h" } })],
  ["settings of kubelets", "kubeletSettings", common({ kubeletSettings: { maxPods: 200 } })],
  ["a virtual router", "virtualRouterId", common({ virtualRouterId: 51 })],
  ["others' virtual routers", "foreignVirtualRouterIds", common({ foreignVirtualRouterIds: [51] })],
  ["a load balancer's patience", "loadBalancerIdleSeconds", common({ loadBalancerIdleSeconds: 60 })],
  ["a stage", "until", common({ until: "controlPlane" })],
];

/** What only a host or an image can tell is in the tests of the preflight. */
describe.each([
  ["nodes", ofNodes],
  ["addresses and networks", ofAddresses],
  ["settings", ofSettings],
  ["platforms", ofPlatforms],
  ["packages and their images", ofPackages],
  ["keys of other distributions", ofOthers],
])("bad input of %s", (_, mistakes) => {
  it.each(mistakes)(
    "%s is one error before anything is made: what, where, why, remedy",
    (_mistake, where, input) => {
      const [problem, ...others] = problemsIn(input);
      expect(others).toEqual([]);
      expect(problem).toMatchObject({
        where,
        what: expect.stringMatching(/^\S.{9}/) as string,
        why: expect.stringMatching(/^\S.{19}/) as string,
        remedy: expect.stringMatching(/pulumi config|choose|give|add/) as string,
      });
      expect(describeProblems(problemsIn(input))).toContain("1 problem; nothing was changed");
    },
  );
});

describe("input that is right", () => {
  it.each([
    ["one node on podman", microshiftInput()],
    ["one with workers", microshiftInput({ nodes: [...cp(1), ...workers(4, 89)] })],
    ["several", microshiftHaInput()],
    ["several without the first, which has left", microshiftHaInput({ nodes: cp(2, 3, 4) })],
    ["an even number of control planes, through which growth passes", microshiftHaInput({ nodes: cp(1, 2) })],
    [
      "other addresses",
      microshiftHaInput({ virtualAddress: "10.90.0.250", loadBalancerRange: "10.90.0.2-10.90.0.9" }),
    ],
    [
      "kindnet on another interface",
      microshiftHaInput({ networkPlugin: "kindnet", virtualInterface: "eth0" }),
    ],
    ["a host with the community's packages", microshiftSshInput()],
    ["a host with Red Hat's", redHat()],
    ["a virtual machine", libvirtInput()],
    ["a pull secret that is not asked for", common({ pullSecret: secret })],
    ["defaults that Pulumi.yaml gives", common({ workers: 2, controlPlanes: 3, certificateDays: {} })],
    ["a channel of GitOps without it", microshiftInput({ gitopsChannel: "1.17" })],
    [
      "mirrors anywhere",
      microshiftSshInput({ mirrors: [{ source: "quay.io", mirrors: ["a.example.com"] }] }),
    ],
    ["settings of the version", old("4.22", { settings: { telemetry: { status: "Disabled" } } })],
    ["manifests of nobody", microshiftInput({ settings: { manifests: { kustomizePaths: [] } } })],
  ])("is accepted: %s", (_, input) => {
    expect(problemsIn(input)).toEqual([]);
  });
});

describe("several mistakes", () => {
  it("are told all at once", () => {
    const input = microshiftHaInput(
      { version: "4.17", nodes: cp(1, 1), virtualAddress: "10.90.0.20", dropIns: { a: { colour: 1 } } },
      { workers: 5, hostPrivateKey: unusedPrivateKey, clusterName: "Dev" },
    );
    expect(problemsIn(input).map(({ where }) => where)).toEqual([
      "clusterName",
      "hostPrivateKey",
      "microshift.nodes",
      "microshift.version",
      "microshift.virtualAddress",
      "microshift.dropIns",
      "microshift.dropIns.a.colour",
      "workers",
    ]);
  });

  it("show nothing of a private key or of a pull secret", () => {
    const problems = problemsIn(common({ hostPrivateKey: unusedPrivateKey, pullSecret: expired }));
    expect(problems).toHaveLength(2);
    const message = describeProblems(problems);
    expect(message).not.toContain("PRIVATE");
    expect(message).not.toContain(Buffer.from(`user:`).toString("base64").slice(0, 6));
  });
});
