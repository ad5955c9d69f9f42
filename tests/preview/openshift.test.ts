import { isSecret } from "../support/graph";
import { type Preview, previewOf } from "../support/preview";
import { stackFile } from "../support/stack-file";

const digest = `sha256:${"5".repeat(64)}`;
const credential = { auth: Buffer.from("user:password").toString("base64") };

/** What each stack's file leaves for its user to give: digests that only publishers know, and a pull secret. */
const given = {
  okd: { "openshift.release": `quay.io/okd/scos-release@${digest}` },
  ocp: {
    "openshift.release": `quay.io/openshift-release-dev/ocp-release@${digest}`,
    "libvirt.image": {
      url: "https://images.example.com/rhcos.qcow2.gz",
      sha256: "a".repeat(64),
      uncompressedSha256: "b".repeat(64),
    },
    pullSecret: {
      auths: { "quay.io": credential, "registry.redhat.io": credential, "cloud.openshift.com": credential },
    },
  },
} as const;

/** What a gate's input says of the bootstrap machine's certificates. */
function certificatesEndIn(stdin: unknown): string | undefined {
  const { value } = stdin as { readonly value: string };
  return /"certificatesEnd":"([^"]+)"/.exec(value)?.[1];
}

/** What comes after what, by logical names: the sentence of the boot, from the network to an application that answers. */
const chain = [
  "load-balancer-host-haproxy",
  "bootstrap-machine-booted",
  "bootstrap-release",
  "bootstrap-api-ready",
  "bootstrap-seeded",
  "control-plane-master-0-join",
  "control-plane-master-1-join",
  "control-plane-master-2-join",
  "control-plane-pivot",
  "workers-worker-0-join",
  "convergence",
  "smoke",
] as const;

describe.each(["okd", "ocp"] as const)(
  "a preview of stack %s, without libvirt and without a release",
  (name) => {
    let stack: Preview;

    beforeAll(async () => {
      stack = await previewOf(stackFile(name, given[name]));
    }, 120_000);

    it.each(chain.slice(1).map((name, index) => [name, chain[index] ?? ""]))(
      "%s comes after %s",
      (name, before) => {
        expect(stack.before(name)).toContain(before);
      },
    );

    it("stands everything on the network", () => {
      for (const step of chain) expect(stack.before(step)).toContain("network-nat");
    });

    it("makes a control plane after the gate that says whether the one before it has to settle, and not after its boot", () => {
      expect(stack.before("control-plane-master-1-disk")).toContain("control-plane-master-0-settled");
      expect(stack.before("control-plane-master-0-settled")).not.toContain("control-plane-master-0-booted");
      expect(stack.registered.has("control-plane-master-2-settled")).toBe(false);
    });

    it.each([
      ["control-plane-master-0-settled", "control-plane-master-0-domain"],
      ["control-plane-master-0-join", "control-plane-master-0-booted"],
      ["workers-worker-1-join", "workers-worker-1-booted"],
    ])("does %s again with another %s, which it is undone before", (gate, machine) => {
      const { inputs, deleteBeforeReplace, deletedWith } = stack.resource(gate);
      expect(inputs["triggers"]).toEqual([`${machine}-id`]);
      expect([deleteBeforeReplace, deletedWith]).toEqual([true, "network-nat"]);
    });

    it("has nodes leave when their machines go", () => {
      const joins = stack.commands.filter(({ name }) => /-(master|worker)-\d+-join$/.test(name));
      expect(joins).toHaveLength(5);
      for (const { inputs } of joins) expect(inputs["delete"]).toMatch(/gate\.cjs openshift\w+ delete$/);
    });

    it("boots control planes side by side, and workers when the cluster serves their configurations itself", () => {
      expect(stack.before("control-plane-master-2-booted")).not.toContain("control-plane-master-1-join");
      expect(stack.before("workers-worker-1-booted")).toContain("control-plane-pivot");
      expect(stack.before("workers-worker-1-booted")).not.toContain("workers-worker-0-join");
    });

    it("makes the bootstrap machine once: no later change of what it was made from makes another", () => {
      expect(stack.resource("bootstrap-machine-booted").ignoreChanges).toEqual(["*"]);
    });

    it("tells gates when the certificates end that the machine was made with, by which a late up is known", () => {
      const ends = [
        "bootstrap-api-ready",
        "bootstrap-seeded",
        "control-plane-master-2-join",
        "control-plane-pivot",
      ].map((gate) => certificatesEndIn(stack.resource(gate).inputs["stdin"]));
      expect(new Set(ends).size).toBe(1);
      expect(ends[0]).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    });

    it("keeps every secret encrypted: machines' configs, what gates read, keys", () => {
      for (const { name, inputs } of stack.commands.filter(({ inputs: { stdin } }) => stdin !== undefined))
        if (!/^(network|load-balancer-host)/.test(name))
          expect([name, isSecret(inputs["stdin"])]).toEqual([name, true]);
    });
  },
);
