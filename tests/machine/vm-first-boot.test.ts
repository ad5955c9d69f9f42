import { packed } from "../../ignition/packed";
import { ignitionConfig } from "../../ignition/node";
import { privateFile, publicFile, rootFile } from "../../manifests/file";
import { freePort, VirtualMachine } from "./virtual-machine";

jest.setTimeout(300_000);

const secret = "c2VjcmV0LWtleQ==";

/** What every virtual machine's config has, and something to look for. */
function configOf(machine: VirtualMachine): string {
  const config = ignitionConfig({
    directories: [],
    files: [
      publicFile("/etc/hostname", "vm-0\n"),
      rootFile("/etc/ssh/ssh_host_rsa_key", machine.key("host")),
      rootFile("/root/.ssh/authorized_keys", machine.key("login.pub")),
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
          "ExecStart=/bin/sh -c 'ip -4 -o address show dev eth0 scope global >> /var/lib/example/runs'\n" +
          "[Install]\nWantedBy=multi-user.target\n",
      },
    ],
  });
  return packed(config);
}

describe("a virtual machine of the image", () => {
  let machine: VirtualMachine;
  let firstBoot: string;
  const runs = (): number => machine.in("cat /var/lib/example/runs").split("\n").length;

  beforeAll(async () => {
    machine = new VirtualMachine(await freePort());
    machine.start(configOf(machine));
    firstBoot = await machine.boot();
  });
  afterAll(() => machine.remove());

  it("boots with no failed unit, and lets in who has the key", () => {
    expect(machine.in("systemctl --failed --plain --no-legend; hostname")).toBe("vm-0");
  });

  it("lets nobody in without the key, and offers no other host key than its config's", () => {
    expect(machine.refusal()).toMatch(/Permission denied \(publickey\)/);
    expect(machine.in("ls /etc/ssh/ssh_host_*")).toBe("/etc/ssh/ssh_host_rsa_key");
  });

  it("has the files of its config with their modes and owners", () => {
    const unit = "/etc/systemd/system/example.service";
    const listing = `stat -c '%a %U:%G %n' /etc/example/* /var/lib/example/greeting ${unit}`;
    expect(machine.in(listing).split("\n")).toEqual([
      "600 etcd:etcd /etc/example/etcd.key",
      "600 root:root /etc/example/key",
      "644 root:root /var/lib/example/greeting",
      "600 root:root /etc/systemd/system/example.service",
    ]);
    expect(machine.in("cat /etc/example/key")).toBe("secret-key");
  });

  it("has run the unit that its config enables, after it had an address, and none that Debian would have enabled", () => {
    expect(machine.in("systemctl is-active example.service")).toBe("active");
    expect(machine.in("systemctl is-enabled example.service")).toBe("enabled");
    expect(machine.in("cat /var/lib/example/runs")).toMatch(/^\d+: eth0 +inet 10\.0\.2\.15/);
    const units = ["containerd", "haproxy", "keepalived"].map((unit) => `${unit}.service`).join(" ");
    expect(machine.in(`systemctl is-active ${units}; true`).split("\n")).toEqual([
      "inactive",
      "inactive",
      "inactive",
    ]);
  });

  it("keeps no copy of its config, neither Ignition's own nor in its log nor on its console", () => {
    expect(machine.in("ls -A /run/ignition* /sys/firmware/qemu_fw_cfg 2>/dev/null; true")).toBe("");
    expect(machine.in(`grep -rlF '${secret}' /run /etc /var/lib /var/log || true`)).toBe("");
    expect(machine.said()).not.toContain(secret);
  });

  it("has what the kubelet and containerd ask of a kernel", () => {
    expect(machine.in("stat -f -c %T /sys/fs/cgroup")).toBe("cgroup2fs");
    expect(
      machine.in("sysctl -n net.bridge.bridge-nf-call-iptables && grep -w overlay /proc/filesystems"),
    ).toMatch(/^\d\nnodev\toverlay$/);
  });

  it("boots again without Ignition, its state and its ID kept", async () => {
    const id = machine.in("cat /etc/machine-id");
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(machine.in("cat /proc/cmdline")).toContain("ignition.firstboot");
    // Not a reboot: emulated, that was seen to take three times as long as a start.
    await machine.down("echo changed > /etc/example/key; systemctl poweroff");
    await machine.switchedOff();
    machine.start(configOf(machine));
    await machine.boot(firstBoot);
    expect(machine.in("cat /proc/cmdline")).not.toContain("ignition.firstboot");
    expect(machine.in("cat /etc/example/key /etc/machine-id")).toBe(`changed\n${id}`);
    expect(runs()).toBe(2);
  });
});

describe("a virtual machine that cannot be what its config says", () => {
  let machine: VirtualMachine;
  beforeEach(async () => {
    machine = new VirtualMachine(await freePort());
  });
  afterEach(() => machine.remove());

  it("switches itself off without a config, and says why", async () => {
    machine.start();
    await machine.switchedOff();
    expect(machine.said()).toContain("no Ignition config: QEMU was given none");
  });

  it("switches itself off with Ignition's reason, the keys in it not shown", async () => {
    const source = `data:;base64,${secret}?`;
    const broken = {
      ignition: { version: "3.3.0" },
      storage: { files: [{ path: "/etc/key", contents: { source } }] },
    };
    machine.start(JSON.stringify(broken));
    await machine.switchedOff();
    expect(machine.said()).toContain("error at $.storage.files.0.contents.source");
    expect(machine.said()).toContain("Ignition failed in its stage 'fetch'");
    expect(machine.said()).toContain("the machine is switched off");
    expect(machine.said()).not.toContain(secret);
  });
});
