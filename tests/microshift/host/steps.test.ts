import { hostSteps, type HostStep, type StepName } from "../../../manifests/microshift/host/steps";
import type { ConfigInput } from "../../../topology/config";
import { changesOnly } from "../../../tools/report";
import { ensureContract } from "../../e2e/support/microshift-ha";
import { microshiftPlanFor, microshiftSshInput } from "../../support/microshift-plan";
import { EnteredHost } from "./entered-host";
import { ensureHostImage } from "./image";

jest.setTimeout(120_000);

const host = new EnteredHost();
const auth = Buffer.from("user:password").toString("base64");
const pullSecret = JSON.stringify({ auths: { "quay.io": { auth }, "registry.redhat.io": { auth } } });

/** A step of the plan with some values of the key microshift. */
function step(name: StepName, microshift: object = {}, more: ConfigInput = {}): HostStep {
  const planned = { name: "host", address: "192.0.2.10", pullSecret: "given" } as const;
  const plan = microshiftPlanFor(microshiftSshInput(microshift, { pullSecret, ...more }));
  const found = hostSteps(plan, planned).find((each) => each.name === name);
  if (found === undefined) throw new Error(`the plan has no step ${name}`);
  return found;
}

/** Every file that a step could have changed, with its digest. */
const files = (): string =>
  host.shell(
    "find /etc /var/lib/hardway /var/lib/stand-ins -type f ! -name log -exec sha256sum {} + 2> /dev/null | sort -k 2",
  );

/** What the stand-ins were asked since the log was last emptied. */
const asked = (): string => host.shell("cat /var/lib/stand-ins/log; : > /var/lib/stand-ins/log");

/** The programs that tell of a host by themselves, which a played one stands before. */
const play = (program: string, script: string): void => {
  host.put(`/usr/local/bin/${program}`, `#!/bin/sh\n${script}\n`);
};

beforeAll(async () => {
  await ensureContract();
  host.start(await ensureHostImage(changesOnly));
}, 300_000);

afterAll(() => {
  host.stop();
});

/** Each test finds a host with Red Hat's system, registered, on which nothing was done. */
beforeEach(() => {
  host.shell(`set -e
rm -rf /var/lib/hardway /var/lib/stand-ins /run/ostree-booted /etc/microshift/config.yaml /etc/microshift/config.d
find /usr/local/bin -type f -newer /etc/ssh/ssh_host_ed25519_key -delete
mkdir -p /var/lib/stand-ins; : > /var/lib/stand-ins/log; : > /var/lib/stand-ins/registered
rm -f /etc/os-release; printf 'ID=rhel\\nVERSION_ID=9.4\\n' > /etc/os-release
systemctl start NetworkManager; systemctl stop dnsmasq; systemctl enable --quiet --now firewalld`);
});

describe("a host that is not fit for MicroShift", () => {
  const redhat = { packages: "redhat" };
  const dns = { wildcardDns: {} };
  interface Unfit {
    readonly is: string;
    readonly made: () => void;
    readonly config: object;
    readonly error: string;
    readonly remedy: string;
  }
  const system = (text: string) => () => void host.shell(`printf '${text}' > /etc/os-release`);
  const unfit: readonly Unfit[] = [
    {
      is: "of another release than Red Hat's packages are for",
      made: system("ID=rhel\\nVERSION_ID=8.9\\n"),
      config: redhat,
      error: "Red Hat's packages cannot be installed on host",
      remedy: "take a host with RHEL 9",
    },
    {
      is: "of another system than the community's packages are for",
      made: system("ID=debian\\nVERSION_ID=12\\n"),
      config: {},
      error: "the community's packages cannot be installed on host",
      remedy: "take a host with one of these",
    },
    {
      is: "an image, into which nothing can be installed",
      made: () => void host.shell(": > /run/ostree-booted"),
      config: {},
      error: "packages cannot be installed on host",
      remedy: "pulumi config set --path microshift.packages installed",
    },
    {
      is: "not registered",
      made: () => void host.shell("rm /var/lib/stand-ins/registered"),
      config: redhat,
      error: "host has no subscription",
      remedy: "subscription-manager register",
    },
    {
      is: "of another processor",
      made: () => {
        play("uname", 'case $1 in -m) echo s390x ;; *) exec /usr/bin/uname "$@" ;; esac');
      },
      config: {},
      error: "MicroShift does not run on host",
      remedy: "take another host",
    },
    {
      is: "full",
      made: () => {
        play("df", "echo Avail; echo 6143");
      },
      config: {},
      error: "MicroShift and its images have no room on host",
      remedy: "make room",
    },
    {
      is: "another stack's",
      made: () =>
        void host.shell("mkdir -p /var/lib/hardway/microshift; echo a > /var/lib/hardway/microshift/stack"),
      config: {},
      error: "host is another stack's",
      remedy: 'run "pulumi destroy" of stack a first',
    },
    {
      is: "one with a MicroShift that nobody here has made",
      made: () => void host.shell("mkdir -p /var/lib/microshift/resources"),
      config: {},
      error: "host has a MicroShift that is not this stack's",
      remedy: "microshift-cleanup-data --all",
    },
    {
      is: "without NetworkManager, where names are to be answered",
      made: () => void host.shell("systemctl stop NetworkManager"),
      config: dns,
      error: "*.apps cannot be answered for on host",
      remedy: "pulumi config rm --path microshift.wildcardDns",
    },
    {
      is: "one on which dnsmasq.service has the port, where names are to be answered",
      made: () => void host.shell("systemctl start dnsmasq"),
      config: dns,
      error: "*.apps cannot be answered for on host",
      remedy: "systemctl disable --now dnsmasq.service",
    },
  ];

  it.each(unfit)("is refused by one error before any change: $is", ({ made, config, error, remedy }) => {
    made();
    const before = files();
    const { exitCode, stderr } = host.take(step("facts", config));
    host.shell("rm -rf /var/lib/microshift/resources");
    expect(exitCode).toBe(1);
    expect(stderr.split("\n")[0]).toBe(error);
    expect(stderr).toContain(remedy);
    expect(stderr.match(/^ {2}where: /gm)).toHaveLength(1);
    expect(files()).toBe(before);
  });

  it("is refused where whoever logs in may not become root", () => {
    const before = files();
    const { exitCode, stderr } = host.take(step("facts"), "up", { user: "admin" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("admin may not become root\n  where:  host\n");
    expect(stderr).toContain("sudo");
    expect(files()).toBe(before);
  });
});

describe("repositories and packages", () => {
  const redhat = { packages: "redhat", version: "4.21" };
  const steps = (config: object) => [
    step("facts", config),
    step("repositories", config),
    step("packages", config),
  ];
  const up = (config: object) => {
    for (const each of steps(config)) host.takeWell(each);
  };
  const down = (config: object) => {
    for (const each of [...steps(config)].reverse()) host.takeWell(each, "down");
  };

  it("of Red Hat that the host had before are there when it is destroyed", () => {
    host.shell("cd /var/lib/stand-ins; mkdir packages; : > packages/dnsmasq");
    host.shell("echo fast-datapath-for-rhel-9-$(uname -m)-rpms > /var/lib/stand-ins/repositories");
    const before = files();
    up({ ...redhat, wildcardDns: {}, addOns: ["olm"] });
    expect(host.shell("ls /var/lib/stand-ins/packages")).toBe("dnsmasq\nmicroshift\nmicroshift-olm");
    asked();
    up({ ...redhat, wildcardDns: {}, addOns: ["olm"] });
    expect(asked()).not.toMatch(/dnf|--enable |--disable /);
    down({ ...redhat, wildcardDns: {}, addOns: ["olm"] });
    expect(files()).toBe(before);
  });

  it("of the community come in their order, and go", () => {
    const before = files();
    up({});
    expect(asked().match(/^dnf .*install .*/gm)).toEqual([
      "dnf --assumeyes install dnf-command(copr)",
      "dnf --assumeyes --setopt=install_weak_deps=True install microshift-io-dependencies",
      "dnf --assumeyes --setopt=install_weak_deps=True install microshift microshift-networking",
    ]);
    up({});
    expect(asked()).not.toMatch(/install|copr (enable|disable)/);
    down({});
    expect(files()).toBe(before);
  });

  it("of an add-on go with it, and MicroShift is to start anew", () => {
    up({ ...redhat, addOns: ["gitops"] });
    host.shell("rm /var/lib/hardway/microshift/pending-packages");
    up(redhat);
    expect(host.shell("ls /var/lib/stand-ins/packages")).toBe("microshift");
    expect(host.shell("cat /var/lib/stand-ins/repositories")).not.toContain("gitops");
    expect(host.shell("ls /var/lib/hardway/microshift/pending-packages")).toContain("pending-packages");
  });

  it("of another source come in the place of those that were there", () => {
    host.shell(": > /var/lib/stand-ins/repositories");
    const [before, community] = [files(), {}];
    up(redhat);
    const [old, other] = [steps(redhat), steps(community)];
    old.forEach((each, index) => {
      const next = other[index];
      if (next === undefined) throw new Error(`${each.name} is no step of the other source`);
      // As Pulumi does it: a resource whose triggers are others is deleted by its old command first.
      if (String(each.remadeWith) !== String(next.remadeWith)) host.takeWell(each, "down");
      host.takeWell(next);
    });
    expect(host.shell("cat /var/lib/stand-ins/repositories; ls /var/lib/stand-ins/copr")).toBe(
      "_microshift-io_microshift-nightly",
    );
    expect(asked()).toMatch(/remove microshift\n[^]*install microshift microshift-networking/);
    down(community);
    expect(files()).toBe(before);
  });

  it("that there are not are an error with the remedy, and are not recorded", () => {
    host.takeWell(step("facts", redhat));
    const other = host.take(step("repositories", { ...redhat, version: "4.20" }));
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toMatch(/^repository rhocp-4\.20-for-rhel-9-\S+-rpms cannot be enabled\n/);
    expect(other.stderr).toContain("does not match a valid repository ID");
    const missing = host.take(step("packages", redhat));
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toMatch(/^packages cannot be installed: microshift\n/);
    expect(missing.stderr).toContain("why:    no enabled repository has it");
    expect(
      host.shell("cat /var/lib/hardway/microshift/repositories /var/lib/hardway/microshift/packages"),
    ).toBe("");
  });
});

describe("files", () => {
  const dropIns = { version: "4.21", dropIns: { "10-own": { debugging: { logLevel: "Debug" } } } };

  it("of others come back, and what was made for them goes", () => {
    host.shell("mkdir -p /etc/microshift; echo 'dns: {baseDomain: other}' > /etc/microshift/config.yaml");
    const before = files();
    host.takeWell(step("facts"));
    host.takeWell(step("configuration", dropIns));
    expect(host.shell("cat /etc/microshift/config.yaml")).toContain("dev.hardway.internal");
    expect(host.takeWell(step("configuration", dropIns))).toBe("");
    expect(host.takeWell(step("configuration"))).toBe(
      "host: has taken /etc/microshift/config.d/10-own.yaml away\n",
    );
    host.takeWell(step("configuration"), "down");
    host.takeWell(step("facts"), "down");
    expect(files()).toBe(before);
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
    asked();
    host.takeWell(mode("rules"));
    expect(asked()).not.toMatch(/--add|--remove|--reload/);
    host.takeWell(mode("rules"), "down");
    expect([zone("public"), zone("trusted")]).toEqual(["port=443/tcp", ""]);
  });

  it("follows the network of pods", () => {
    host.takeWell(mode("rules"));
    host.takeWell(mode("rules", { podNetwork: "10.50.0.0/16" }));
    expect(zone("trusted")).toBe("source=169.254.169.1\nsource=10.50.0.0/16");
    expect(asked()).toContain("firewall-cmd --reload");
  });

  it("is written while it does not run", () => {
    host.shell("systemctl stop firewalld");
    host.takeWell(mode("rules"));
    expect(asked()).not.toMatch(/^firewall-cmd/m);
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
    play("microshift-cleanup-data", 'echo "Aborting cleanup"');
    const { exitCode, stderr } = host.take(service(), "down");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("MicroShift's data cannot be deleted\n");
    expect(stderr).toContain("Aborting cleanup");
    host.shell("rm -r /var/lib/microshift");
  });
});
