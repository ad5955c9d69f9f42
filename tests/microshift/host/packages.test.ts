import { SteppedHost, step } from "./stepped-host";

jest.setTimeout(120_000);

const host = new SteppedHost();

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
    const before = host.files();
    up({ ...redhat, wildcardDns: {}, addOns: ["olm"] });
    expect(host.shell("ls /var/lib/stand-ins/packages")).toBe("dnsmasq\nmicroshift\nmicroshift-olm");
    host.asked();
    up({ ...redhat, wildcardDns: {}, addOns: ["olm"] });
    expect(host.asked()).not.toMatch(/dnf|--enable |--disable /);
    down({ ...redhat, wildcardDns: {}, addOns: ["olm"] });
    expect(host.files()).toBe(before);
  });

  it("of the community come in their order, and go", () => {
    const before = host.files();
    up({});
    expect(host.asked().match(/^dnf .*install .*/gm)).toEqual([
      "dnf --assumeyes install dnf-command(copr)",
      "dnf --assumeyes --setopt=install_weak_deps=True install microshift-io-dependencies",
      "dnf --assumeyes --setopt=install_weak_deps=True install microshift microshift-networking",
    ]);
    up({});
    expect(host.asked()).not.toMatch(/install|copr (enable|disable)/);
    down({});
    expect(host.files()).toBe(before);
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
    const [before, community] = [host.files(), {}];
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
    expect(host.asked()).toMatch(/remove microshift\n[^]*install microshift microshift-networking/);
    down(community);
    expect(host.files()).toBe(before);
  });

  it("of another version are refused before any change, as nothing here updates them", () => {
    up(redhat);
    const before = host.files();
    const { exitCode, stderr } = host.take(step("facts", { ...redhat, version: "4.22" }));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^MicroShift on host is of another version\n/);
    expect(stderr).toContain("microshift 4.21.7; microshift.version is 4.22");
    expect(host.files()).toBe(before);
    down(redhat);
  });

  it("cannot become those of the operating system: they would be removed while MicroShift runs", () => {
    up(redhat);
    const { exitCode, stderr } = host.take(step("facts", { packages: "installed" }));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^the packages on host cannot become somebody else's\n/);
    expect(stderr).toContain("packages: microshift \n");
    down(redhat);
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
