import { isSecret } from "../support/graph";
import { type Preview, previewOf } from "../support/preview";

const pullSecret = JSON.stringify({ auths: { "registry.example.com": { auth: "aWQ6cGFzcw==" } } });
const nodes = [
  { id: 1, role: "controlPlane" },
  { id: 3, role: "controlPlane" },
  { id: 7, role: "controlPlane" },
  { id: 2, role: "worker" },
  { id: 4, role: "worker" },
];

function config(microshift: object) {
  return { distribution: "microshift", topology: "ha", pullSecret, microshift: JSON.stringify(microshift) };
}

let stack: Preview;

describe("a highly available MicroShift", () => {
  beforeAll(async () => {
    stack = await previewOf(config({ nodes, demo: {} }));
  }, 60_000);

  it("decides on its nodes before any of them is made or leaves", () => {
    for (const { id } of nodes) expect(stack.before(`node-${id}-booted`)).toContain("roster");
  });

  it("boots a node when the one before it is a full member: no two join at once", () => {
    const order = [1, 3, 7, 2, 4];
    for (const [index, id] of order.slice(1).entries())
      expect(stack.before(`node-${id}-booted`)).toContain(`node-${order[index] ?? 0}-member`);
  });

  it("has the first node ready before another joins, and workers join by the virtual address", () => {
    expect(stack.before("node-3-booted")).toContain("ready");
    expect(stack.before("node-2-booted")).toContain("virtual-address");
    expect(stack.before("virtual-address")).toContain("node-7-member");
  });

  it("has each node leave before its container goes, and join again when it is another one", () => {
    for (const { id } of nodes) {
      const { inputs } = stack.resource(`node-${id}-member`);
      expect(inputs["delete"]).toContain("microshiftJoin delete");
      expect(stack.before(`node-${id}-member`)).toContain(`node-${id}-booted`);
      expect(inputs["triggers"]).toHaveLength(1);
    }
  });

  it("names and addresses nodes by their ids", () => {
    const addresses = nodes.map(({ id }) => {
      const { environment } = stack.resource(`node-${id}-booted`).inputs as {
        readonly environment: Readonly<Record<string, string>>;
      };
      return [environment["NAME"], environment["ADDRESS"]];
    });
    expect(addresses).toEqual([
      ["node-1", "10.90.0.11"],
      ["node-3", "10.90.0.13"],
      ["node-7", "10.90.0.17"],
      ["node-2", "10.90.0.12"],
      ["node-4", "10.90.0.14"],
    ]);
  });

  it("shows every file of a node but the pull secret, which goes through a pipe", () => {
    const { inputs } = stack.resource("node-1-booted");
    const { FILES: files } = inputs["environment"] as { readonly FILES: string };
    expect(files).toContain("put 644 /etc/microshift/config.yaml");
    expect(files).toContain("vip_subnet");
    expect(files).not.toContain("openshift-pull-secret");
    expect(isSecret(inputs["stdin"])).toBe(true);
  });

  it("begins once and joins once, whatever is known later", () => {
    for (const { id } of nodes)
      expect(stack.resource(`node-${id}-attached`).ignoreChanges).toEqual(["environment", "stdin"]);
  });

  it("makes the demo application when the last node has joined", () => {
    const { provider } = stack.resource("demo-route-golang-codeready-workspace");
    expect(stack.before(provider)).toContain("node-4-member");
  });
});

describe("a MicroShift of one node", () => {
  beforeAll(async () => {
    stack = await previewOf({ ...config({}), topology: "single" });
  }, 60_000);

  it("has no virtual address, no marker of one, and no demo application that was not asked for", () => {
    const names = stack.all.map(({ name }) => name);
    expect(names).not.toContain("virtual-address");
    expect(names.filter((name) => name.startsWith("demo"))).toEqual([]);
    expect(stack.resource("node-1-attached").inputs["environment"]).toMatchObject({
      HIGHLY_AVAILABLE: "no",
      BEGINS: "yes",
    });
  });
});

describe("a MicroShift on a host that is reached by ssh", () => {
  const host = { address: "192.0.2.10", hostKey: `ssh-ed25519 ${"A".repeat(68)}` };
  const hostPrivateKey = "-----BEGIN OPENSSH PRIVATE KEY-----\nnone\n-----END OPENSSH PRIVATE KEY-----\n";
  const secrets = {
    auths: { "quay.io": { auth: "aWQ6cGFzcw==" }, "registry.redhat.io": { auth: "aWQ6cGFzcw==" } },
  };

  beforeAll(async () => {
    stack = await previewOf({
      distribution: "microshift",
      topology: "single",
      platform: "ssh",
      hostPrivateKey,
      pullSecret: JSON.stringify(secrets),
      microshift: JSON.stringify({ host, addOns: ["gitops"], wildcardDns: {} }),
    });
  }, 60_000);

  it("looks at the host before it changes anything, and starts MicroShift with all of its files there", () => {
    const order = [
      "facts",
      "repositories",
      "packages",
      "pull-secret",
      "configuration",
      "firewall",
      "kernel",
      "wildcard-dns",
      "service",
      "kubeconfig",
    ];
    for (const [index, step] of order.slice(1).entries())
      expect(stack.before(`host-${step}`)).toContain(`host-${order[index] ?? ""}`);
    expect(stack.before("ready")).toContain("host-kubeconfig");
  });

  it("has no secret in a command: the key is the connection's, and the pull secret goes through a pipe", () => {
    const steps = stack.all.filter(({ type }) => type === "command:remote:Command");
    expect(steps.length).toBeGreaterThan(5);
    for (const { inputs } of steps) {
      expect(isSecret(inputs["connection"])).toBe(true);
      expect(JSON.stringify(inputs["create"])).not.toContain("aWQ6cGFzcw");
    }
    expect(isSecret(stack.resource("host-pull-secret").inputs["stdin"])).toBe(true);
  });
});

describe("a MicroShift on a virtual machine", () => {
  beforeAll(async () => {
    const image = { url: "https://images.example.com/rhel-edge.qcow2", sha256: "a".repeat(64) };
    stack = await previewOf({
      distribution: "microshift",
      topology: "single",
      platform: "libvirt",
      libvirt: JSON.stringify({ image }),
      microshift: JSON.stringify({}),
    });
  }, 60_000);

  it("has the machine boot by Ignition before the steps on it, and go without their being undone", () => {
    expect(stack.before("host-facts")).toContain("machine-node-1-booted");
    expect(stack.resource("host-service").deletedWith).not.toBe("");
  });

  it("has the network answer for the API and for applications with the machine's address: nobody shares one", () => {
    const { dns, dnsmasqOptions } = stack.resource("network-nat").inputs;
    const domain = "dev.hardway.internal";
    expect(dns).toMatchObject({
      hosts: expect.arrayContaining([{ hostname: `api.${domain}`, ip: "10.90.0.11" }]) as unknown,
    });
    expect(JSON.stringify(dnsmasqOptions)).toContain(`/apps.${domain}/10.90.0.11`);
  });
});
