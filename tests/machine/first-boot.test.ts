import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ignitionConfig } from "../../ignition/node";
import { privateFile, publicFile, rootFile } from "../../manifests/file";
import { machineImageReference } from "../../machine-image/reference";
import { versions } from "../../tools/versions";
import { Lab } from "./lab";

jest.setTimeout(180_000);

const secret = "c2VjcmV0LWtleQ==";
const config = ignitionConfig({
  directories: [],
  files: [
    rootFile("/etc/example/key", "secret-key"),
    privateFile("etcd", "/etc/example/etcd.key", "secret-key"),
    publicFile("/var/lib/example/greeting", "hello"),
  ],
  units: [
    {
      name: "example.service",
      enabled: true,
      contents:
        "[Unit]\nDefaultDependencies=yes\n[Service]\nType=oneshot\nRemainAfterExit=yes\n" +
        "ExecStart=/bin/sh -c 'echo ran >> /var/lib/example/runs'\n[Install]\nWantedBy=multi-user.target\n",
    },
  ],
});

describe("a machine of the image", () => {
  const lab = new Lab(`hardway-t${process.pid}`);
  let machine: string;

  beforeAll(() => {
    machine = lab.create("10.90.0.11", config);
    lab.start(machine);
  });
  afterAll(() => {
    lab.remove();
  });

  it("boots with no failed unit", () => {
    const state = lab.waitForBoot(machine);
    expect({ state, failed: lab.in(machine, "systemctl --failed --plain --no-legend") }).toEqual({
      state: "running",
      failed: "",
    });
  });

  it("has the files of its config with their modes and owners", () => {
    const unit = "/etc/systemd/system/example.service";
    const listing = `stat -c '%a %U:%G %n' /etc/example/* /var/lib/example/greeting ${unit}`;
    expect(lab.in(machine, listing).split("\n")).toEqual([
      "600 etcd:etcd /etc/example/etcd.key",
      "600 root:root /etc/example/key",
      "644 root:root /var/lib/example/greeting",
      "600 root:root /etc/systemd/system/example.service",
    ]);
    expect(lab.in(machine, "cat /etc/example/key")).toBe("secret-key");
  });

  it("has run the unit that its config enables, and none that Debian would have enabled", () => {
    expect(lab.in(machine, "systemctl is-active example.service")).toBe("active");
    expect(lab.in(machine, "systemctl is-enabled example.service")).toBe("enabled");
    const units = ["containerd", "haproxy", "keepalived"].map((unit) => `${unit}.service`).join(" ");
    expect(lab.in(machine, `systemctl is-active ${units}; true`).split("\n")).toEqual([
      "inactive",
      "inactive",
      "inactive",
    ]);
  });

  it("keeps no copy of its config, neither Ignition's own nor in its log", () => {
    expect(lab.in(machine, "ls -A /etc/ignition /run/ignition* 2>/dev/null; true")).toBe("/etc/ignition:");
    expect(lab.in(machine, `grep -rlF '${secret}' /run /etc /var/lib /var/log || true`)).toBe("");
    expect(lab.log(machine)).not.toContain(secret);
  });

  it("has systemd's hierarchy to itself, not the host's", () => {
    expect(lab.in(machine, "cat /proc/1/cgroup")).toMatch(/name=systemd:\/init\.scope$/m);
  });

  it("runs every program that it brings", () => {
    expect(lab.in(machine, "kubelet --version")).toBe(`Kubernetes v${versions.kubernetes}`);
    expect(lab.in(machine, "etcdctl version")).toContain(`etcdctl version: ${versions.etcd}`);
    expect(lab.in(machine, "/opt/k8s/bin/coredns -version")).toContain(`CoreDNS-${versions.coredns}`);
    expect(lab.in(machine, "ls /opt/k8s/bin").split("\n")).toEqual([
      "coredns",
      "etcd",
      "etcdctl",
      "kube-apiserver",
      "kube-controller-manager",
      "kube-proxy",
      "kube-scheduler",
      "kubectl",
      "kubelet",
      "pause",
    ]);
  });

  it("comes back from a restart without Ignition, its state kept", () => {
    lab.in(machine, "echo changed > /etc/example/key");
    lab.podman("restart", machine);
    expect(lab.waitForBoot(machine)).toBe("running");
    expect(lab.in(machine, "cat /etc/example/key")).toBe("changed");
    expect(lab.in(machine, "cat /var/lib/example/runs")).toBe("ran\nran");
  });

  it.each([
    ["a reboot from inside", () => lab.in(machine, "systemctl --no-block reboot")],
    ["a crash", () => process.kill(Number(lab.state(machine, "Pid")), "SIGKILL")],
  ])("comes back by itself from %s", (_, cause) => {
    const runs = lab.in(machine, "cat /var/lib/example/runs");
    expect(lab.rebootBy(machine, cause)).toBe("running");
    expect(lab.in(machine, "cat /var/lib/example/runs")).toBe(`${runs}\nran`);
    expect(lab.in(machine, "cat /etc/example/key")).toBe("changed");
  });

  it("shuts down when it is told to stop, without being killed", () => {
    lab.podman("stop", machine);
    expect(lab.state(machine, "ExitCode")).not.toBe("137");
    expect(lab.state(machine, "Running")).toBe("false");
  });

  it("switches itself off without a config, and says why", () => {
    const empty = lab.create("10.90.0.12");
    lab.start(empty);
    expect(lab.exitCode(empty)).toBe(0);
    expect(lab.log(empty)).toContain("no Ignition config at /etc/ignition/config.ign");
  });

  it("switches itself off with Ignition's reason when the config cannot be applied, the keys in it not shown", () => {
    const source = `data:;base64,${secret}?`;
    const broken = lab.create("10.90.0.13", {
      ignition: { version: "3.3.0" },
      storage: { files: [{ path: "/etc/key", contents: { source } }] },
    });
    lab.start(broken);
    expect(lab.exitCode(broken)).toBe(0);
    expect(lab.log(broken)).toContain("CRITICAL : error at $.storage.files.0.contents.source");
    expect(lab.log(broken)).toContain("Ignition failed in its stage 'fetch'");
    expect(lab.log(broken)).not.toContain(secret);
  });

  it("begins again after an interruption that came when Ignition had made a group", () => {
    const cutOff = lab.create("10.90.0.14", config);
    const folder = mkdtempSync(join(tmpdir(), "hardway-accounts-"));
    const group = join(folder, "group");
    lab.podman("cp", `${cutOff}:/etc/group`, group);
    mkdirSync(join(folder, "accounts"), { mode: 0o700 });
    cpSync(group, join(folder, "accounts", "group"));
    lab.podman("cp", join(folder, "accounts"), `${cutOff}:/etc/ignition/`);
    appendFileSync(group, "etcd:x:379:\n");
    lab.podman("cp", group, `${cutOff}:/etc/group`);
    rmSync(folder, { recursive: true });
    lab.start(cutOff);
    expect(lab.waitForBoot(cutOff)).toBe("running");
    expect(lab.in(cutOff, "grep -c ^etcd: /etc/group; stat -c %a /etc; ls -A /etc/ignition")).toBe("1\n755");
  });

  it("refuses the volume of an earlier machine", () => {
    lab.podman("rm", machine);
    const options = ["--volume", `${machine}:/var`, "--tmpfs", "/run", "--log-driver", "k8s-file"];
    const run = ["--runtime", "runc", "run", "--rm", "--network", "none", "--privileged", "--systemd=false"];
    const command = [...run, ...options, "--ulimit", "nofile=20000:20000", "--ulimit", "nproc=20000:20000"];
    const ended = spawnSync("podman", [...command, machineImageReference()], { encoding: "utf8" });
    expect(ended.stderr).toContain("/var is the volume of an earlier machine");
    expect(ended.status).toBe(0);
  });
});

describe("two labs on one host", () => {
  const labs = [`hardway-a${process.pid}`, `hardway-b${process.pid}`].map((name) => new Lab(name));
  afterAll(() => {
    for (const lab of labs) lab.remove();
  });

  it("have machines with the same address, each reachable in its own namespace only", () => {
    const names = labs.map((lab) => {
      const machine = lab.create("10.90.0.11", config);
      lab.start(machine);
      lab.waitForBoot(machine);
      return machine;
    });
    const seen = labs.map((lab) => {
      const peer = lab.create("10.90.0.12", config);
      lab.start(peer);
      lab.waitForBoot(peer);
      return lab.in(peer, "ping -c 1 -W 2 10.90.0.11 > /dev/null && ip neigh show 10.90.0.11");
    });
    const ownAddress = labs.map((lab, index) =>
      lab.in(names[index] ?? "", "cat /sys/class/net/eth0/address"),
    );
    expect(seen.map((line) => /lladdr (\S+)/.exec(line)?.[1])).toEqual(ownAddress);
    expect(ownAddress[0]).not.toBe(ownAddress[1]);
  });
});
