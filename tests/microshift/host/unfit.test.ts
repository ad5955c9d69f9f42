import { SteppedHost, step } from "./stepped-host";

jest.setTimeout(120_000);

const host = new SteppedHost();

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
        host.play("uname", 'case $1 in -m) echo s390x ;; *) exec /usr/bin/uname "$@" ;; esac');
      },
      config: {},
      error: "MicroShift does not run on host",
      remedy: "take another host",
    },
    {
      is: "full",
      made: () => {
        host.play("df", "echo Avail; echo 6143");
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
    const before = host.files();
    const { exitCode, stderr } = host.take(step("facts", config));
    host.shell("rm -rf /var/lib/microshift/resources");
    expect(exitCode).toBe(1);
    expect(stderr.split("\n")[0]).toBe(error);
    expect(stderr).toContain(remedy);
    expect(stderr.match(/^ {2}where: /gm)).toHaveLength(1);
    expect(host.files()).toBe(before);
  });

  it("is refused where whoever logs in may not become root", () => {
    const before = host.files();
    const { exitCode, stderr } = host.take(step("facts"), "up", { user: "admin" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("admin may not become root\n  where:  host\n");
    expect(stderr).toContain("sudo");
    expect(host.files()).toBe(before);
  });
});
