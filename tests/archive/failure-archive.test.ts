import { statSync } from "node:fs";
import { dirname } from "node:path";
import { attempt, capture, type Ended } from "../../tools/process";
import { namesIn } from "../secrets/forms";
import { needlesOf } from "../secrets/needles";
import { archiveIn, filesOf } from "../e2e/support/archive";
import { makeWell, pulumi } from "../e2e/support/stack";
import { standingCluster } from "../e2e/support/standing-cluster";

const minutes = 60_000;
const stack = standingCluster("e2e-collect", { controlPlanes: 1, workers: 0 });
const machine = (name: string): string => `${stack.instance}-${name}`;

interface Exported {
  readonly deployment: {
    readonly resources: readonly {
      readonly urn: string;
      readonly inputs?: Readonly<Record<string, unknown>>;
    }[];
  };
}

describe("a gate that gives up", () => {
  let ended: Ended;
  let files: ReadonlyMap<string, string>;

  beforeAll(async () => {
    await podman("exec", machine("master-0"), "systemctl", "stop", "kubelet.service");
    // The last control plane may not leave: the gate refuses at once and so spares the test its patience.
    ended = await runAsPulumiDoes("gate.cjs join delete");
    const archive = archiveIn(ended.errors);
    files = archive === undefined ? new Map() : filesOf(archive);
  }, 3 * minutes);

  it("ends with the path of an archive that its owner alone can read", () => {
    expect(ended.exitCode).toBe(1);
    const archive = archiveIn(ended.errors.trimEnd().split("\n").at(-1) ?? "") ?? "";
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(archive)).mode & 0o777).toBe(0o700);
    expect(files.get("reason.txt")).toMatch(/^master-0 cannot leave etcd\n[^]*last voting member/);
  });

  it("has collected what there is to know of every machine", () => {
    expect(files.get("master-0/journal/kubelet.service.txt")).toMatch(/Stopped kubelet\.service/);
    expect(files.get("master-0/etcd/members.txt")).toMatch(/started \| master-0/);
    expect(files.get("master-0/etcd/health.txt")).toMatch(/true/);
    expect(files.get("master-0/units.txt")).toMatch(/kubelet\.service +loaded +inactive/);
    expect(files.get("master-0/etc/kubernetes/static-pods/etcd.yaml")).toMatch(/--name=master-0/);
    expect(files.get("lb-0/etc/haproxy/haproxy.cfg")).toMatch(/server master-0/);
    expect(files.get("lb-0/journal/haproxy.service.txt")).not.toBe("");
    // The bootstrap machine has powered itself off: what it wrote is there all the same.
    expect(files.get("bootstrap/etc/kubernetes/kubelet/config.yaml")).toMatch(/KubeletConfiguration/);
    const logs = [...files.keys()].filter((path) =>
      /^master-0\/var\/log\/pods\/.*\/kube-apiserver\/\d+\.log$/.test(path),
    );
    expect(logs).not.toEqual([]);
  });

  it(
    "needs no machine that answers: one that is frozen is collected from too, within a bounded time",
    async () => {
      await podman("pause", machine("lb-0"));
      const { output } = await makeWell("collect", stack).finally(() => podman("unpause", machine("lb-0")));
      const frozen = filesOf(output.trim().split("\n").at(-1) ?? "");
      expect(frozen.get("reason.txt")).toBe(`make collect STACK=${stack.name}\n`);
      expect(frozen.get("lb-0/container.json")).toMatch(/"Paused": true/);
      expect(frozen.get("lb-0/journal/haproxy.service.txt")).toMatch(/haproxy/);
      expect(frozen.get("lb-0/addresses.txt")).toMatch(/10\.90\.0\.5/);
      await expectNoSecret(frozen);
    },
    3 * minutes,
  );

  it(
    "has collected no key of the stack",
    async () => {
      expect(files.get("master-0/etc/kubernetes/etcd/server.key")).toBe("[redacted: private key]\n");
      await expectNoSecret(files);
    },
    minutes,
  );
});

async function expectNoSecret(files: ReadonlyMap<string, string>): Promise<void> {
  const needles = await needlesOf(stack, [machine("master-0")]);
  expect(needles.size).toBeGreaterThan(10);
  expect(namesIn([...files.values()].join("\n"), needles)).toEqual([]);
}

function podman(...parts: readonly string[]): Promise<string> {
  return capture({ program: "podman", arguments: parts });
}

/** Runs the command of a resource, found by its words, with the environment and the input that Pulumi gives it. */
async function runAsPulumiDoes(words: string): Promise<Ended> {
  const exported = JSON.parse(await pulumi(stack, "stack", "export", "--show-secrets")) as Exported;
  for (const { inputs = {} } of exported.deployment.resources) {
    const command = Object.values(inputs).find((value) => typeof value === "string" && value.includes(words));
    if (typeof command !== "string") continue;
    const { plaintext } = inputs["stdin"] as { readonly plaintext: string };
    const environment = inputs["environment"] as Readonly<Record<string, string>>;
    return attempt({
      program: "/bin/sh",
      arguments: ["-c", command],
      environment,
      input: JSON.parse(plaintext) as string,
    });
  }
  throw new Error(`no resource has a command with the words ${words}`);
}
