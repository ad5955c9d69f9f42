import type { ConfigInput } from "../../../topology/config";
import { SteppedHost, step } from "./stepped-host";

jest.setTimeout(120_000);

const host = new SteppedHost();

describe("files", () => {
  const dropIns = { version: "4.21", dropIns: { "10-own": { debugging: { logLevel: "Debug" } } } };

  it("of others come back, and what was made for them goes", () => {
    host.shell("mkdir -p /etc/microshift; echo 'dns: {baseDomain: other}' > /etc/microshift/config.yaml");
    const before = host.files();
    host.takeWell(step("facts"));
    host.takeWell(step("configuration", dropIns));
    expect(host.shell("cat /etc/microshift/config.yaml")).toContain("dev.hardway.internal");
    expect(host.takeWell(step("configuration", dropIns))).toBe("");
    expect(host.takeWell(step("configuration"))).toBe(
      "host: has taken /etc/microshift/config.d/10-own.yaml away\n",
    );
    host.takeWell(step("configuration"), "down");
    host.takeWell(step("facts"), "down");
    expect(host.files()).toBe(before);
    expect(host.shell("ls -d /var/lib/hardway /etc/microshift/config.d 2> /dev/null | cat")).toBe("");
  });

  it("with the pull secret are root's alone, and it is in no command", () => {
    host.takeWell(step("facts"));
    host.takeWell(step("pull-secret"), "up", { input: '{"auths":{}}' });
    expect(
      host.shell("cd /etc/crio; cat openshift-pull-secret; stat --format '%a %U:%G' openshift-pull-secret"),
    ).toBe('{"auths":{}}600 root:root');
    expect(host.take(step("pull-secret")).stderr).toContain("the pull secret is empty\n");
    host.takeWell(step("pull-secret"), "down");
  });
});

describe("the firewall", () => {
  const zone = (name: string) => host.shell(`cat /var/lib/stand-ins/firewall/${name} 2> /dev/null | cat`);
  const state = () => host.shell("systemctl is-enabled firewalld | cat; systemctl is-active firewalld | cat");
  const mode = (firewall: string, more: ConfigInput = {}) => step("firewall", { firewall }, more);

  beforeEach(() => {
    host.takeWell(step("facts"));
  });

  it("keeps a rule that it had, and loses those that it was given", () => {
    host.shell(
      "mkdir -p /var/lib/stand-ins/firewall; echo port=443/tcp > /var/lib/stand-ins/firewall/public",
    );
    host.takeWell(mode("rules"));
    expect(zone("public")).toBe("port=443/tcp\nport=6443/tcp\nport=80/tcp");
    host.asked();
    host.takeWell(mode("rules"));
    expect(host.asked()).not.toMatch(/--add|--remove|--reload/);
    host.takeWell(mode("rules"), "down");
    expect([zone("public"), zone("trusted")]).toEqual(["port=443/tcp", ""]);
  });

  it("follows the network of pods", () => {
    host.takeWell(mode("rules"));
    host.takeWell(mode("rules", { podNetwork: "10.50.0.0/16" }));
    expect(zone("trusted")).toBe("source=169.254.169.1\nsource=10.50.0.0/16");
    expect(host.asked()).toContain("firewall-cmd --reload");
  });

  it("is written while it does not run", () => {
    host.shell("systemctl stop firewalld");
    host.takeWell(mode("rules"));
    expect(host.asked()).not.toMatch(/^firewall-cmd/m);
    expect(zone("trusted")).toBe("source=10.42.0.0/16\nsource=169.254.169.1");
  });

  it("is off where it shall be, and comes back as it was", () => {
    host.takeWell(mode("rules"));
    host.takeWell(mode("off"));
    expect([zone("trusted"), state()]).toEqual(["", "disabled\ninactive"]);
    host.takeWell(mode("off"));
    host.takeWell(mode("untouched"));
    expect(state()).toBe("enabled\nactive");
    host.takeWell(mode("off"));
    host.takeWell(mode("off"), "down");
    expect(state()).toBe("enabled\nactive");
  });
});

describe("MicroShift's service", () => {
  const dropIn = "/etc/systemd/system/microshift.service.d/10-test.conf";
  const service = () => step("service");

  beforeEach(() => {
    host.takeWell(step("facts"));
  });
  afterEach(() => {
    host.shell(
      `systemctl stop microshift; rm -f ${dropIn}; systemctl daemon-reload; systemctl disable --quiet microshift`,
    );
  });

  it("that ends again and again is an error with its last words, and is not started for ever", () => {
    host.put(
      dropIn,
      "[Service]\nExecStart=\nExecStart=/bin/sh -c 'echo it cannot; exit 3'\nRestartSec=100ms\n",
    );
    host.shell("systemctl daemon-reload");
    const { exitCode, stderr } = host.take(service());
    expect(exitCode).toBe(1);
    expect(stderr).toContain("MicroShift does not start\n");
    expect(stderr).toMatch(
      /seen: {3}it has ended [5-9] times, the last time with exit-code; its last words: /,
    );
    expect(stderr).toContain("it cannot");
    expect(host.shell("systemctl is-active microshift | cat")).toBe("inactive");
  });

  it("is stopped and deleted where CRI-O does not run, which alone knows of containers", () => {
    host.shell("mkdir -p /var/lib/microshift/resources; systemctl stop crio");
    const { exitCode, stderr } = host.take(service(), "down");
    host.shell("rm -rf /var/lib/microshift; systemctl start crio");
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("MicroShift and its data are gone")]);
  });

  it("is not taken for gone where its data is not deleted", () => {
    host.shell("mkdir -p /var/lib/microshift/resources");
    host.play("microshift-cleanup-data", 'echo "Aborting cleanup"');
    const { exitCode, stderr } = host.take(service(), "down");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("MicroShift's data cannot be deleted\n");
    expect(stderr).toContain("Aborting cleanup");
    host.shell("rm -r /var/lib/microshift");
  });
});
