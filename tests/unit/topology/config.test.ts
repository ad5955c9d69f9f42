import { type ConfigInput, parseConfig } from "../../../topology/config";
import { type ConfigKey, configKeys } from "../../../topology/config-keys";
import { ConfigError, hiddenValue, type Problem } from "../../../topology/problems";
import {
  microshiftHaInput,
  microshiftInput,
  microshiftSshInput,
  sshHost,
} from "../../support/microshift-plan";
import { okdInput } from "../../support/openshift-config";

/** The problems of a configuration; fails where it has none. */
function problemsOf(input: ConfigInput, stack = "dev"): readonly Problem[] {
  try {
    parseConfig(stack, input);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error(`${JSON.stringify(input)} was accepted`);
}

const notNetworks = [
  "10.90.0.1/24",
  "10.90.0.0",
  "10.90.0.0/33",
  "fd00::/64",
  "127.0.0.0/24",
  "224.0.0.0/24",
  "",
  10,
];
const notIpv6Networks = [
  "fd90::",
  "fd90::1/64",
  "fd90::/129",
  "10.90.0.0/24",
  "fe80::/64",
  "ff00::/8",
  "",
  6,
];
const notDays = [0, -1, 36501, 1.5, "30"];
const notHostNumbers = [0, 255, 1.5, "5", null];

const notSizes = [4096, "large", [4096], null];

/** Values that are wrong whatever the other keys say, for every key; the compiler refuses a key that is left out. */
const wrongValues: Readonly<Record<ConfigKey, readonly unknown[]>> = {
  distribution: ["k8s", "Kubernetes", "", 1, null],
  topology: ["HA", "multi", 3],
  platform: ["docker", "kvm", true],
  libvirt: ["qemu:///system", ["qemu:///system"], null],
  "libvirt.uri": ["xen:///system", "qemu:/system", "qemu:///", "qemu:///system ?a", "", 1],
  "libvirt.hypervisors": ["kvm1", ["qemu:///system"], 2, null],
  "libvirt.bridge": ["0br", "br 0", "a-name-of-16-letr", "", 1, null],
  "libvirt.placement": ["kvm1", ["kvm1"], null],
  "libvirt.domainType": ["KVM", "tcg", "", true],
  "libvirt.poolFolder": ["pool", "/", "/a b", "/a;b", "", 1],
  "libvirt.loadBalancer": ["hypervisor", "Host", "", true],
  "libvirt.image": ["https://example.com/a.qcow2", ["https://example.com/a.qcow2"], null],
  "libvirt.machines": [3, "large", null],
  "libvirt.machines.etcd": notSizes,
  "libvirt.machines.loadBalancer": notSizes,
  "libvirt.machines.bootstrap": notSizes,
  "libvirt.machines.controlPlane": notSizes,
  "libvirt.machines.worker": notSizes,
  openshift: ["4.20.0", ["4.20.0"], null],
  "openshift.version": ["4.20", "v4.20.0", "latest", "", 4.2, null],
  "openshift.release": [
    "quay.io/okd/scos-release:4.20.0-okd-scos.13",
    `quay.io/okd/scos-release@sha256:${"0".repeat(63)}`,
    "",
    1,
  ],
  "openshift.payload": ["registry", "Folder", "", true],
  "openshift.machineImage": ["docker.io/library/debian:12", "localhost/hardway-rehearsal", "", 1, null],
  "openshift.mirrors": ["quay.io/okd", { "quay.io/okd": ["a.example.com"] }, null],
  "openshift.trustBundle": ["/etc/ssl/ca.pem", 1, null],
  "openshift.proxy": ["http://proxy.example.com:3128", ["http://proxy.example.com:3128"], null],
  "openshift.sshKeys": ["ssh-ed25519 AAAA", 1, null],
  "openshift.clusterId": ["okd", "0B5C2D3E-7F41-4C8A-9D26-3A1F5E6B7C80", "", 1],
  "openshift.installationDisk": ["vda", "/dev/", "/dev/vd*", "all", 1],
  "openshift.liveImage": ["x.iso", ["https://example.com/x.iso"], null],
  "openshift.machineConfigs": ["http", 22624],
  microshift: ["4.21", ["4.21"], null],
  "microshift.version": ["4.14", "4.23", "4.21.0", "", 4.21],
  "microshift.host": ["192.0.2.10", ["192.0.2.10"], null],
  "microshift.packages": ["rpm", "RedHat", "", true],
  "microshift.addOns": ["olm", { olm: true }, null],
  "microshift.gitopsChannel": ["latest", "1", "1.12.0", 1.12],
  "microshift.firewall": ["on", "", true],
  "microshift.networkPlugin": ["ovnk", "flannel", "", 1],
  "microshift.settings": ["debugging: {}", ["debugging"], null],
  "microshift.dropIns": ["10-a.yaml", ["10-a"], null],
  "microshift.wildcardDns": ["node", true, null],
  "microshift.demo": [true, "quay.io/a/b:1", null],
  "microshift.startMinutes": [0, 1441, 1.5, "150"],
  "microshift.image": ["microshift-okd", "a b:1", "localhost/a:", "", 1],
  "microshift.nodes": [3, [], { 1: "controlPlane" }, null],
  "microshift.joinAs": ["member", "Voter", "", true],
  "microshift.virtualAddress": ["10.90.0", "fd90::100", "vip.example.com", "", 100],
  "microshift.virtualInterface": ["a-name-of-16-letr", "br ex", "", 1],
  "microshift.virtualAddressFrom": [0, 10, 1.5, "2"],
  "microshift.loadBalancerRange": ["10.90.0.101", "10.90.0.101-199", "10.90.0.101 - 10.90.0.199", "", 101],
  "microshift.imageCache": ["cache", "/", "/a b", "/a;b", "", 1],
  "microshift.outbound": ["host", true],
  "microshift.mirrors": ["quay.io", { "quay.io": ["a.example.com"] }, null],
  pullSecret: [5, true, ["quay.io"], null],
  hostPrivateKey: [5, "~/.ssh/id_ed25519", "-----BEGIN PUBLIC KEY-----\n", null],
  clusterName: ["Dev", "1st", "dev.one", "dev_1", "dev-", "a-name-of-21-letters-x", 5],
  baseDomain: [
    "Example.com",
    "example..com",
    ".com",
    "-a.com",
    "a b",
    `${"a".repeat(64)}.com`,
    "a.".repeat(60) + "a",
    "",
  ],
  addressFamily: ["IPv4", "both", 4, null],
  ipv6Networks: ["fd90::/64", ["fd90::/64"], null],
  "ipv6Networks.machine": notIpv6Networks,
  "ipv6Networks.pod": notIpv6Networks,
  "ipv6Networks.service": notIpv6Networks,
  machineNetwork: notNetworks,
  podNetwork: notNetworks,
  serviceNetwork: notNetworks,
  apiAddress: ["10.90.0", "10.90.0.256", "api.example.com", "fe80::1%eth0", "fd90:::1", 10],
  forwardedPort: [80, 1023, 65536, 6443.5, "6443", -1],
  etcdMembers: [0, -1, 10, 2.5, "three", "3", null],
  loadBalancers: [0, -1, 10, 2.5, "two", "2", null],
  controlPlanes: [0, -1, 10, 2.5, "three", "3", null],
  workers: [-1, 101, 1.5, "two", null],
  hostNumbers: [5, "10", [10], null],
  "hostNumbers.virtualAddress": notHostNumbers,
  "hostNumbers.etcd": notHostNumbers,
  "hostNumbers.loadBalancer": notHostNumbers,
  "hostNumbers.bootstrap": notHostNumbers,
  "hostNumbers.controlPlane": notHostNumbers,
  "hostNumbers.worker": notHostNumbers,
  nodeLabels: ["worker-0", ["worker-0"], null],
  extraApiSans: ["api.example.com", { 0: "api.example.com" }, 5, null],
  certificateDays: [365, "365", null],
  "certificateDays.authority": notDays,
  "certificateDays.leaf": notDays,
  "certificateDays.admin": notDays,
  apiServerFlags: ["--event-ttl=2h", ["event-ttl"], null],
  kubeletSettings: ["maxPods: 200", [200], null],
  virtualRouterId: [-1, 256, 1.5, "51", null],
  foreignVirtualRouterIds: [51, { 0: 51 }, "51", null],
  replaceNetwork: [10, ["10.91.0.0/24"], null],
  until: ["pivot", "Etcd", 1, null],
  loadBalancerIdleSeconds: [4, 3601, 30.5, "30s", null],
  machineGenerations: [2, "master-0", null],
  clock: ["now", "2026-11-24", "2026-11-24T12:00:00+01:00", 1795521600],
};

const zeros = "0".repeat(64);

/** Wrong values further inside, with the key under which they are described. */
const wrongInside: readonly (readonly [where: string, key: ConfigKey, input: ConfigInput, value: unknown])[] =
  [
    [
      "openshift.liveImage.url",
      "openshift.liveImage",
      { openshift: { liveImage: { url: "file:///x.iso", sha256: zeros } } },
      "file:///x.iso",
    ],
    ["libvirt.image.url", "libvirt.image", { libvirt: { image: { url: "a", sha256: zeros } } }, "a"],
    [
      "libvirt.hypervisors.kvm1",
      "libvirt.hypervisors",
      { libvirt: { hypervisors: { kvm1: "kvm1" } } },
      "kvm1",
    ],
    [
      "libvirt.hypervisors.KVM1",
      "libvirt.hypervisors",
      { libvirt: { hypervisors: { KVM1: "qemu:///system" } } },
      "qemu:///system",
    ],
    ["libvirt.hypervisors", "libvirt.hypervisors", { libvirt: { hypervisors: {} } }, {}],
    ["libvirt.placement.lb-0", "libvirt.placement", { libvirt: { placement: { "lb-0": 1 } } }, 1],
    [
      "libvirt.image.sha256",
      "libvirt.image",
      { libvirt: { image: { url: "https://a/b", sha256: "0" } } },
      "0",
    ],
    ...[
      ["memory", "4 GiB"],
      ["memory", 255],
      ["cpus", 0],
      ["cpus", 1.5],
      ["disk", 9],
    ].map(
      ([what = "", value]) =>
        [
          `libvirt.machines.worker.${what}`,
          "libvirt.machines.worker",
          { libvirt: { machines: { worker: { [what]: value } } } },
          value,
        ] as const,
    ),
    ["microshift.host.hostKey", "microshift.host", ofHost({ hostKey: "ssh-dss AAAA" }), "ssh-dss AAAA"],
    ["microshift.host.user", "microshift.host", ofHost({ user: "a b" }), "a b"],
    ["microshift.host.port", "microshift.host", ofHost({ port: 0 }), 0],
    ["microshift.host.address", "microshift.host", ofHost({ address: "a_b" }), "a_b"],
    ["microshift.nodes[0].id", "microshift.nodes", microshiftInput({ nodes: [node(90)] }), 90],
    ["microshift.nodes[0].id", "microshift.nodes", microshiftInput({ nodes: [node(0)] }), 0],
    ["microshift.nodes[0].role", "microshift.nodes", microshiftInput({ nodes: [node(1, "etcd")] }), "etcd"],
    ["microshift.addOns[0]", "microshift.addOns", microshiftInput({ addOns: ["argo"] }), "argo"],
    ["microshift.dropIns.10-a", "microshift.dropIns", microshiftInput({ dropIns: { "10-a": 1 } }), 1],
    ["microshift.dropIns.A", "microshift.dropIns", microshiftInput({ dropIns: { A: {} } }), {}],
    ["microshift.settings.Debug", "microshift.settings", microshiftInput({ settings: { Debug: 1 } }), 1],
    [
      "microshift.mirrors[0].source",
      "microshift.mirrors",
      microshiftInput({ mirrors: [{ source: "https://a", mirrors: ["b"] }] }),
      "https://a",
    ],
    ["nodeLabels.worker-0", "nodeLabels", { nodeLabels: { "worker-0": "zone=a" } }, "zone=a"],
    ["nodeLabels.worker-0.zone", "nodeLabels", { nodeLabels: { "worker-0": { zone: 1 } } }, 1],
    ["nodeLabels.worker-0.zone", "nodeLabels", { nodeLabels: { "worker-0": { zone: "a b" } } }, "a b"],
    ["nodeLabels.worker-0.-zone", "nodeLabels", { nodeLabels: { "worker-0": { "-zone": "a" } } }, "a"],
    [
      'nodeLabels.worker-0["Ex.com/zone"]',
      "nodeLabels",
      { nodeLabels: { "worker-0": { "Ex.com/zone": "a" } } },
      "a",
    ],
    [
      "extraApiSans[1]",
      "extraApiSans",
      { extraApiSans: ["a.example.com", "A.example.com"] },
      "A.example.com",
    ],
    ["extraApiSans[0]", "extraApiSans", { extraApiSans: ["10.90.0.256"] }, "10.90.0.256"],
    ["extraApiSans[0]", "extraApiSans", { extraApiSans: ["*.example.com"] }, "*.example.com"],
    ["extraApiSans[0]", "extraApiSans", { extraApiSans: ["https://example.com"] }, "https://example.com"],
    ["extraApiSans[0]", "extraApiSans", { extraApiSans: ["fd00:::1"] }, "fd00:::1"],
    ["apiServerFlags.event-ttl", "apiServerFlags", { apiServerFlags: { "event-ttl": ["2h"] } }, ["2h"]],
    ["apiServerFlags.--event-ttl", "apiServerFlags", { apiServerFlags: { "--event-ttl": "2h" } }, "2h"],
    ["kubeletSettings.max-pods", "kubeletSettings", { kubeletSettings: { "max-pods": 200 } }, 200],
    ["foreignVirtualRouterIds[0]", "foreignVirtualRouterIds", { foreignVirtualRouterIds: ["51"] }, "51"],
    ["foreignVirtualRouterIds[1]", "foreignVirtualRouterIds", { foreignVirtualRouterIds: [1, 256] }, 256],
    ["machineGenerations.master-0", "machineGenerations", { machineGenerations: { "master-0": 0 } }, 0],
  ];

function node(id: number, role = "controlPlane") {
  return { id, role };
}

function ofHost(host: object): ConfigInput {
  return microshiftSshInput({ host: { ...sshHost, ...host } });
}

/** `hostNumbers.worker` with 5 as an input of one key: `{ hostNumbers: { worker: 5 } }`. */
function inputOf(key: string, value: unknown): ConfigInput {
  return key
    .split(".")
    .reverse()
    .reduce<unknown>((inner, step) => ({ [step]: inner }), value) as ConfigInput;
}

const leftOut = (key: ConfigKey) => configKeys[key].leftOut;
const cases = (Object.keys(wrongValues) as ConfigKey[]).flatMap((key) =>
  wrongValues[key].filter((value) => value !== leftOut(key)).map((value) => ({ key, value })),
);

describe("a wrong value", () => {
  it.each(cases)("of $key is refused: $value", ({ key, value }) => {
    const { must, why, remedy, isHidden } = configKeys[key];
    const shown = isHidden ? hiddenValue : value;
    expect(problemsOf(inputOf(key, value))).toContainEqual({
      what: must,
      where: key,
      value: shown,
      why,
      remedy,
    });
  });

  it.each(wrongInside)("at %s is refused", (where, key, input, value) => {
    const { must, why, remedy } = configKeys[key];
    expect(problemsOf(input)).toEqual([{ what: must, where, value, why, remedy }]);
  });

  it("is told once, however much is wrong with it", () => {
    expect(problemsOf({ clusterName: "This is not at all a name" })).toHaveLength(1);
  });

  it("of the stack's name is told where the cluster is called by it", () => {
    const [problem] = problemsOf({}, "my_stack");
    expect(problem).toMatchObject({ where: "clusterName", value: "my_stack" });
    expect(problem?.why).toContain("where it is not set it is the stack's name");
    expect(parseConfig("my_stack", { clusterName: "mine" }).clusterName).toBe("mine");
  });
});

describe("the remedy of a wrong value", () => {
  /** What only the publisher of a release, or the owner of a host, can give; nodes take two commands. */
  const handedOut = [
    "openshift.release",
    "openshift.liveImage",
    "microshift.host",
    "microshift.nodes",
    "pullSecret",
    "hostPrivateKey",
  ];
  const own = Object.entries(configKeys).filter(([key]) => !handedOut.includes(key));
  const commands = own.filter(([, { remedy }]) => remedy.startsWith("pulumi config set"));

  /** The keys of what topology ha has none of. */
  const ofExternalEtcd = ["etcdMembers", "hostNumbers.etcd", "hostNumbers.virtualAddress"];

  it.each(commands)("for %s is a command whose value is accepted", (_, { remedy }) => {
    const [, path = "", value = ""] = /^pulumi config set (?:--path )?(\S+) (\S+)$/.exec(remedy) ?? [];
    const [key = "", index] = path.replaceAll("'", "").split("[");
    const given = /^\d+$/.test(value) ? Number(value) : value;
    const input = inputOf(key, index === undefined ? given : [given]);
    const topology = ofExternalEtcd.includes(key) ? "external-etcd" : "ha";
    const platform = key.startsWith("libvirt") ? "libvirt" : "podman";
    if (key.startsWith("microshift")) {
      const own = input["microshift"] as object;
      // What several control planes have is a wish that a host of one refuses.
      const whole =
        key === "microshift.virtualAddressFrom" ? microshiftHaInput(own) : microshiftSshInput(own);
      expect(() => parseConfig("dev", whole)).not.toThrow();
      return;
    }
    const whole = key.startsWith("openshift")
      ? okdInput(input["openshift"] as object)
      : { topology, platform, ...input };
    // Of what only topology sno-plus has, the value is accepted, and the wish refused.
    if (key === "openshift.installationDisk") {
      expect(problemsOf(whole).map(({ what }) => what)).toEqual([
        "topology ha installs nothing by a live image",
      ]);
      return;
    }
    expect(() => parseConfig("dev", whole)).not.toThrow();
  });

  it("is to remove the key where the program makes a value of its own", () => {
    const others = own.filter((entry) => !commands.some(([key]) => key === entry[0]));
    expect(others.map(([key]) => key)).toEqual([
      "libvirt.hypervisors",
      "libvirt.placement",
      "libvirt.image",
      "openshift.machineImage",
      "openshift.mirrors",
      "openshift.trustBundle",
      "openshift.proxy",
      "openshift.sshKeys",
      "openshift.clusterId",
      "microshift.packages",
      "microshift.addOns",
      "microshift.settings",
      "microshift.dropIns",
      "microshift.demo",
      "microshift.image",
      "microshift.virtualAddress",
      "microshift.loadBalancerRange",
      "microshift.imageCache",
      "microshift.mirrors",
      "apiAddress",
      "forwardedPort",
      "virtualRouterId",
      "replaceNetwork",
      "until",
      "clock",
    ]);
    for (const [key, { remedy }] of others)
      expect(remedy).toMatch(new RegExp(`^pulumi config rm (--path )?${key}, which `));
  });
});

describe("an unknown key", () => {
  it("is refused with the keys that there are", () => {
    const [problem] = problemsOf({ colour: "blue" });
    expect(problem).toMatchObject({
      what: "there is no such key",
      where: "colour",
      value: "blue",
      remedy: "pulumi config rm --path colour",
    });
    expect(problem?.why).toMatch(/^the keys are distribution, .*, clock$/);
  });

  it("that is nearly a key is refused with the key that was meant", () => {
    const [problem] = problemsOf({ controlplane: 3 });
    expect(problem?.remedy).toBe("did you mean controlPlanes? pulumi config rm --path controlplane");
  });

  it("inside another key is refused with the keys of that one", () => {
    const [problem] = problemsOf({ hostNumbers: { workers: 30 } });
    expect(problem).toMatchObject({
      where: "hostNumbers.workers",
      value: 30,
      why: "the keys of hostNumbers are virtualAddress, etcd, loadBalancer, bootstrap, controlPlane, worker",
      remedy: "did you mean hostNumbers.worker? pulumi config rm --path hostNumbers.workers",
    });
  });

  it("has a problem of its own for each", () => {
    expect(problemsOf({ colour: "blue", size: 3 }).map(({ where }) => where)).toEqual(["colour", "size"]);
  });
});

describe("an unknown key of what a virtual machine has", () => {
  it("is refused with the keys that there are", () => {
    const [problem] = problemsOf({ libvirt: { machines: { worker: { ram: 4096 } } } });
    expect(problem).toMatchObject({ where: "libvirt.machines.worker.ram", value: 4096 });
    expect(problem?.why).toContain("with the keys memory (MiB, from 256), cpus");
  });
});

describe("several mistakes", () => {
  const input = {
    clusterName: "Dev",
    workers: "two",
    colour: "blue",
    topology: "single",
    controlPlanes: 4,
    podNetwork: "10.96.0.0/16",
    certificateDays: { leaf: 3650 },
  };

  it("are told all at once, those between valid values too", () => {
    expect(problemsOf(input).map(({ where }) => where)).toEqual([
      "clusterName",
      "workers",
      "colour",
      "topology",
      "controlPlanes",
      "serviceNetwork",
      "certificateDays.leaf",
    ]);
  });

  it("are one message that needs no stack trace", () => {
    const message = new ConfigError(problemsOf(input)).message;
    expect(message).toMatch(
      /^The stack's configuration has 7 problems; nothing was changed\.\n\nclusterName: must be /,
    );
    expect(message).toContain('  value:  "two"\n');
  });
});

describe("a key that is left out", () => {
  it("has its default", () => {
    expect(parseConfig("dev", {})).toEqual({
      stack: "dev",
      clusterName: "dev",
      distribution: "kubernetes",
      topology: "ha",
      platform: "podman",
      addressFamily: "ipv4",
      ipv6Networks: { machine: "fd90::/64", pod: "fd42::/48", service: "fd96::/108" },
      baseDomain: "hardway.internal",
      machineNetwork: "10.90.0.0/24",
      podNetwork: "10.244.0.0/16",
      serviceNetwork: "10.96.0.0/16",
      controlPlanes: 3,
      workers: 2,
      hostNumbers: {},
      foreignVirtualRouterIds: [],
      nodeLabels: {},
      extraApiSans: [],
      certificateDays: { authority: 3650, leaf: 365, admin: 30 },
      apiServerFlags: {},
      kubeletSettings: {},
      loadBalancerIdleSeconds: 30,
      machineGenerations: {},
    });
  });

  it.each(Object.entries(configKeys).filter(([, { leftOut }]) => leftOut !== undefined))(
    "may also be written as Pulumi.yaml's default: %s",
    (key, help) => {
      expect(parseConfig("dev", { [key]: help.leftOut })).toEqual(parseConfig("dev", {}));
    },
  );

  it("inside another key has its default too", () => {
    expect(parseConfig("dev", { certificateDays: { leaf: 90 } }).certificateDays).toEqual({
      authority: 3650,
      leaf: 90,
      admin: 30,
    });
  });
});

describe("a secret", () => {
  const secret = "hunter2-hunter2";

  it.each([
    ["pullSecret", { pullSecret: [secret] }],
    ["pullSecert", { pullSecert: secret }],
    ["pull-secret", { "pull-secret": secret }],
    ["openshift.pullSecret", { openshift: { pullSecret: secret } }],
    ["secret", { secret: { auths: { "quay.io": { auth: secret } } } }],
    ["key", { key: `-----BEGIN PRIVATE KEY-----\n${secret}` }],
    ["openshift.sshKeys[0]", { openshift: { sshKeys: [`-----BEGIN OPENSSH PRIVATE KEY-----${secret}`] } }],
    ["openshift.trustBundle", { openshift: { trustBundle: `-----BEGIN PRIVATE KEY-----${secret}` } }],
  ])("is not shown where it is refused, not even under a wrong key: %s", (where, input) => {
    const problems = problemsOf(input);
    expect(problems).toContainEqual(expect.objectContaining({ where, value: hiddenValue }));
    const { message } = new ConfigError(problems);
    expect(message).toContain("  value:  (not shown)\n");
    expect(message).not.toContain("hunter2");
  });

  it("that is encrypted and cannot be read here is taken for left out, and no rule asks for it", () => {
    const openshift = { version: "4.18.0", payload: "folder" };
    const input = { distribution: "ocp", openshift, pullSecret: { secure: "v1:abc" } };
    expect(problemsOf(input).map(({ where }) => where)).toEqual(["pullSecret"]);
    expect(parseConfig("dev", input, ["pullSecret"]).pullSecret).toBeUndefined();
  });
});

describe("the networks of a cluster that leaves them out", () => {
  it("are those of its distribution", () => {
    const { podNetwork, serviceNetwork } = parseConfig("dev", okdInput());
    expect([podNetwork, serviceNetwork]).toEqual(["10.128.0.0/14", "172.30.0.0/16"]);
    expect(parseConfig("dev", okdInput({}, { podNetwork: "10.200.0.0/16" }))).toMatchObject({
      podNetwork: "10.200.0.0/16",
      serviceNetwork: "172.30.0.0/16",
    });
  });
});
