import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { initialClusterPlaceholder } from "../../manifests/kubernetes/etcd";
import { etcdMembership } from "../../manifests/kubernetes/etcd-membership";
import type { NodeMachine } from "../../topology/plan";
import { planOf } from "../support/plan";
import { fileAt } from "../unit/manifests/rendered";

const plan = planOf();
const [master] = plan.controlPlanes as readonly [NodeMachine];
const part = etcdMembership(plan, master);
const script = fileAt(part, "/usr/local/bin/etcd-membership").contents;
const environment = fileAt(part, "/etc/kubernetes/etcd-membership.env").contents;

const manifests = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"];
const listed = [
  "1, started, bootstrap, https://10.90.0.10:2380, https://10.90.0.10:2379, false",
  "2, unstarted, , https://10.90.0.11:2380, , true",
].join("\n");

/** A machine's folders under one of our own, and the programs that the script asks, played by scripts. */
class PlayedMachine {
  readonly root = mkdtempSync(join(tmpdir(), "membership-"));

  constructor() {
    for (const folder of ["/etc/kubernetes/manifests", "/var/lib/etcd-membership", "/var/lib/etcd"])
      mkdirSync(this.at(folder), { recursive: true });
    for (const name of manifests) {
      const contents = name === "etcd" ? `--initial-cluster=${initialClusterPlaceholder}` : name;
      this.write(`/etc/kubernetes/static-pods/${name}.yaml`, contents);
    }
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

  run(): { readonly status: number | null; readonly said: string } {
    const moved = script
      .replaceAll("/etc/kubernetes", this.at("/etc/kubernetes"))
      .replaceAll("/var/lib", this.at("/var/lib"));
    const variables = environment
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/s).slice(0, 2));
    const { status, stdout, stderr } = spawnSync("sh", ["-c", moved], {
      encoding: "utf8",
      timeout: 20_000,
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
    machine = new PlayedMachine();
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
    expect(machine.read("/etc/kubernetes/manifests/etcd.yaml")).toBe(
      "--initial-cluster=bootstrap=https://10.90.0.10:2380,master-0=https://10.90.0.11:2380",
    );
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
