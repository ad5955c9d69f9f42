import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { etcd } from "../../manifests/kubernetes/etcd";
import { etcdMembership } from "../../manifests/kubernetes/etcd-membership";
import type { ClusterPlan } from "../../topology/plan";
import { testBundle } from "../support/keys";
import { anyPlanOf, planOf } from "../support/plan";
import { fileAt, first, flagsOf } from "../unit/manifests/rendered";

const later = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];
const listed = [
  "1, started, bootstrap, https://10.90.0.10:2380, https://10.90.0.10:2379, false",
  "2, unstarted, , https://10.90.0.11:2380, , true",
].join("\n");

/** The first control plane's folders under one of our own, and the programs that the script asks, played by scripts. */
class PlayedMachine {
  readonly root = mkdtempSync(join(tmpdir(), "membership-"));

  constructor(private readonly plan: ClusterPlan) {
    for (const folder of ["/etc/kubernetes/manifests", "/var/lib/etcd-membership", "/var/lib/etcd"])
      mkdirSync(this.at(folder), { recursive: true });
    const { pod } = etcd(plan, testBundle(plan), first(plan.controlPlanes));
    this.write("/etc/kubernetes/static-pods/etcd.yaml", pod);
    for (const name of later) this.write(`/etc/kubernetes/static-pods/${name}.yaml`, name);
  }

  at(path: string): string {
    return join(this.root, path);
  }

  read(path: string): string {
    return existsSync(this.at(path)) ? readFileSync(this.at(path), "utf8") : "";
  }

  write(path: string, contents: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), contents);
  }

  /** Each call of the program takes the next of the lines, the last one for good: an exit code, or text to print. */
  play(program: string, answers: readonly (number | string)[]): void {
    const cases = answers.map((answer, index) => {
      const pattern = index === answers.length - 1 ? "*" : String(index);
      return `${pattern}) ${typeof answer === "number" ? `exit ${answer}` : `cat <<'END'\n${answer}\nEND\n`} ;;`;
    });
    const count = this.at(`/calls/${program}`);
    this.write(`/calls/${program}`, "");
    this.write(
      `/bin/${program}`,
      `#!/bin/sh\nn=$(wc -l < ${count})\necho "$@" >> ${count}\ncase $n in\n${cases.join("\n")}\nesac\n`,
    );
    chmodSync(this.at(`/bin/${program}`), 0o755);
  }

  calls(program: string): number {
    return this.read(`/calls/${program}`).split("\n").length - 1;
  }

  /** What etcd is told of the members, of those that were found and of itself. */
  toldEtcd(): { readonly members: string | undefined; readonly state: string | undefined } {
    const flags = flagsOf(this.read("/etc/kubernetes/manifests/etcd.yaml"));
    return { members: flags.get("initial-cluster"), state: flags.get("initial-cluster-state") };
  }

  /** Runs the script until it ends, or for so many milliseconds. */
  run(timeout = 20_000): { readonly status: number | null; readonly said: string } {
    const part = etcdMembership(this.plan, first(this.plan.controlPlanes));
    const environment = fileAt(part, "/etc/kubernetes/etcd-membership.env").contents;
    const moved = fileAt(part, "/usr/local/bin/etcd-membership")
      .contents.replaceAll("/etc/kubernetes", this.at("/etc/kubernetes"))
      .replaceAll("/var/lib", this.at("/var/lib"));
    const variables = environment
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/s).slice(0, 2));
    const { status, stdout, stderr } = spawnSync("sh", ["-c", moved], {
      encoding: "utf8",
      timeout,
      env: {
        PATH: `${this.at("/bin")}:/usr/bin:/bin`,
        ...(Object.fromEntries(variables) as Record<string, string>),
      },
    });
    return { status, said: stdout + stderr };
  }
}

const learner = '{"leader":"1","isLearner":true}';
const voter = '{"leader":"1"}';
const timedOut = 28;
const refused = 7;

describe("the program by which a control plane finds its place", () => {
  let machine: PlayedMachine;
  beforeEach(() => {
    machine = new PlayedMachine(planOf());
    machine.play("etcdctl", [1, listed]);
    machine.play("pkill", [0]);
  });
  afterEach(() => {
    rmSync(machine.root, { recursive: true });
  });

  it("starts etcd when it is listed, knows itself by its URL, and starts the rest when etcd votes", () => {
    machine.play("curl", [refused, learner, voter]);
    const { status, said } = machine.run();
    expect({ status, said }).toMatchObject({ status: 0 });
    expect(machine.toldEtcd()).toEqual({
      members: "bootstrap=https://10.90.0.10:2380,master-0=https://10.90.0.11:2380",
      state: "existing",
    });
    expect(machine.read("/etc/kubernetes/manifests/kube-apiserver.yaml")).toBe("kube-apiserver");
    expect(machine.calls("pkill")).toBe(0);
  });

  it("starts an etcd anew that takes connections and does not answer, once", () => {
    machine.play("curl", [timedOut, timedOut, timedOut, voter]);
    expect(machine.run().said).toMatch(/starting it anew/);
    expect(machine.calls("pkill")).toBe(1);
  });

  it("neither asks the others nor starts etcd anew after a reboot", () => {
    machine.write("/var/lib/etcd-membership/initial-cluster", "master-0=https://10.90.0.11:2380");
    mkdirSync(machine.at("/var/lib/etcd/member/wal"), { recursive: true });
    machine.play("curl", [timedOut, voter]);
    expect(machine.run().status).toBe(0);
    expect(machine.calls("etcdctl")).toBe(0);
    expect(machine.calls("pkill")).toBe(0);
  });
});

describe("the program by which the first control plane founds the cluster", () => {
  const mark = "/var/lib/etcd-membership/founder";
  const others = [
    "1, started, master-1, https://10.90.0.12:2380, https://10.90.0.12:2379, false",
    "2, unstarted, , https://10.90.0.11:2380, , true",
  ].join("\n");
  let machine: PlayedMachine;

  beforeEach(() => {
    machine = new PlayedMachine(anyPlanOf({ topology: "sno-plus" }));
    machine.play("etcdctl", [1]);
    machine.play("pkill", [0]);
    machine.play("curl", [voter]);
  });
  afterEach(() => {
    rmSync(machine.root, { recursive: true });
  });

  it("waits while nobody has told it to found and nobody lists it", () => {
    expect(machine.run(1500).status).toBeNull();
    expect(machine.calls("etcdctl")).toBeGreaterThan(1);
    expect(machine.read("/etc/kubernetes/manifests/etcd.yaml")).toBe("");
  });

  it("founds when it is told to, a cluster of itself, and asks no other", () => {
    machine.write(mark, "");
    expect(machine.run().status).toBe(0);
    expect(machine.toldEtcd()).toEqual({ members: "master-0=https://10.90.0.11:2380", state: "new" });
    for (const name of later) expect(machine.read(`/etc/kubernetes/manifests/${name}.yaml`)).toBe(name);
    expect(machine.calls("etcdctl")).toBe(0);
  });

  it("is told until etcd votes, as a start may be broken off, and not any longer", () => {
    machine.write(mark, "");
    machine.play("curl", [refused]);
    expect(machine.run(1500).status).toBeNull();
    expect(existsSync(machine.at(mark))).toBe(true);
    machine.play("curl", [voter]);
    expect(machine.run().status).toBe(0);
    expect(existsSync(machine.at(mark))).toBe(false);
  });

  it("starts the etcd that it has after a reboot, as one of a cluster that exists", () => {
    machine.write(mark, "");
    machine.run();
    mkdirSync(machine.at("/var/lib/etcd/member/wal"), { recursive: true });
    expect(machine.run().status).toBe(0);
    expect(machine.toldEtcd()).toEqual({ members: "master-0=https://10.90.0.11:2380", state: "existing" });
    expect(machine.calls("etcdctl")).toBe(0);
  });

  it("never founds twice: with its data lost it waits, even alone, and joins those that list it", () => {
    machine.write(mark, "");
    machine.run();
    rmSync(machine.at("/etc/kubernetes/manifests/etcd.yaml"));
    expect(machine.run(1500).status).toBeNull();
    expect(machine.read("/etc/kubernetes/manifests/etcd.yaml")).toBe("");
    machine.play("etcdctl", [1, others]);
    machine.play("curl", [learner, voter]);
    expect(machine.run().status).toBe(0);
    expect(machine.toldEtcd()).toEqual({
      members: "master-1=https://10.90.0.12:2380,master-0=https://10.90.0.11:2380",
      state: "existing",
    });
  });

  it("is not to be told where a bootstrap machine founds", () => {
    const ofHa = new PlayedMachine(planOf());
    ofHa.play("etcdctl", [1]);
    ofHa.write(mark, "");
    expect(ofHa.run(1500).status).toBeNull();
    expect(ofHa.read("/etc/kubernetes/manifests/etcd.yaml")).toBe("");
    rmSync(ofHa.root, { recursive: true });
  });
});
