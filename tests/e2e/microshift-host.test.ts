import { ensureHostImage } from "../microshift/host/image";
import { hostAddress, type SshTestHost, startHost } from "../microshift/host/host";
import { changesOnly } from "../../tools/report";
import { ensureContract } from "./support/microshift-ha";
import { configure, seal, type Sealed } from "./support/sealed";
import { forget, forgetRecord, kubectl, make, makeWell, type TestStack } from "./support/stack";

const minutes = 60_000;
const name = "e2e-mshost";
const password = "pull-secret-password-0123456789";
const auth = Buffer.from(`user:${password}`).toString("base64");
const pullSecret = JSON.stringify({ auths: { "quay.io": { auth }, "registry.redhat.io": { auth } } });

let host: SshTestHost;
let sealed: Sealed;
let stack: TestStack;

const config = (microshift: object = {}) => ({
  distribution: "microshift",
  topology: "single",
  platform: "ssh",
  microshift: {
    version: "4.21",
    host: { address: hostAddress, hostKey: host.hostKey },
    addOns: ["gitops"],
    wildcardDns: {},
    demo: {},
    ...microshift,
  },
});

/** What the stand-ins of package managers and of firewalld were asked since the log was last emptied. */
const asked = async () => (await host.shell("cat /var/lib/stand-ins/log; : > /var/lib/stand-ins/log")).trim();

/** Every file that a program could have changed, with its digest; the workloads' own aside. */
const files = () =>
  host.shell(
    "find /etc /usr/lib/microshift /var/lib/hardway /var/lib/stand-ins -type f ! -name log ! -path '/etc/cni/*' -exec sha256sum {} + 2> /dev/null | sort -k 2",
  );

beforeAll(async () => {
  await ensureContract();
  host = await startHost(await ensureHostImage(changesOnly));
  await host.shell(
    "mkdir -p /var/lib/stand-ins; : > /var/lib/stand-ins/log; printf 'ID=rhel\\nVERSION_ID=9.4\\n' > /etc/os-release",
  );
  // The host is a new one: what a run that was cut off has noted of the former is true of nothing.
  await forgetRecord({ name, instance: `hardway-${name}` });
  sealed = await seal(name, { hostPrivateKey: host.privateKey, pullSecret });
  stack = { name, instance: `hardway-${name}`, where: host.near };
}, 15 * minutes);

afterAll(async () => {
  await host.stop();
  forget({ name, instance: "" });
}, 2 * minutes);

describe("a host that is reached by ssh", () => {
  it(
    "is refused, and left as it is, where it has no subscription",
    async () => {
      const before = await files();
      configure(name, config(), sealed);
      const { exitCode, text } = await make("up", stack);
      expect(exitCode).not.toBe(0);
      expect(text).toContain("has no subscription");
      expect(text).toContain("register it (subscription-manager register)");
      expect(await asked()).toBe("subscription-manager identity");
      expect(await files()).toBe(before);
    },
    3 * minutes,
  );

  it(
    "comes to run MicroShift with its add-ons and the demo application",
    async () => {
      await host.shell(": > /var/lib/stand-ins/registered");
      const { seconds } = await makeWell("up", stack);
      console.log(`up on a host by ssh: ${seconds.toFixed(0)} s`);
      expect(await host.shell("stat --format '%a %U:%G' /etc/crio/openshift-pull-secret")).toBe(
        "600 root:root\n",
      );
      expect(await host.shell("cat /var/lib/stand-ins/firewall/trusted")).toBe(
        "source=10.42.0.0/16\nsource=169.254.169.1\n",
      );
      expect(await host.shell("cat /var/lib/stand-ins/repositories")).toMatch(
        /^rhocp-4\.21-for-rhel-9-\S+-rpms\nfast-datapath-\S+\ngitops-1\.12-\S+\n$/,
      );
      expect(await host.shell("cat /etc/NetworkManager/dnsmasq.d/*.conf")).toContain(
        `address=/apps.${name}.hardway.internal/${hostAddress}`,
      );
      expect(await kubectl(stack, "get", "nodes", "--no-headers")).toMatch(/^host +Ready/);
    },
    6 * minutes,
  );

  it(
    "has Argo CD use the images that are there, after every start anew",
    async () => {
      const policies = () =>
        kubectl(
          stack,
          "get",
          "statefulsets,deployments",
          "--namespace=openshift-gitops",
          "--output=jsonpath={.items[*].spec.template.spec.containers[0].imagePullPolicy}",
        );
      expect(await policies()).toBe("IfNotPresent IfNotPresent IfNotPresent");
      await host.shell("systemctl restart microshift");
      expect(await policies()).toBe("IfNotPresent IfNotPresent IfNotPresent");
    },
    3 * minutes,
  );

  it(
    "is left as it is by a second up",
    async () => {
      const [before, started] = [await files(), await startOf()];
      await asked();
      expect((await makeWell("up", stack)).text).toMatch(/\d+ unchanged/);
      expect(await asked()).toBe("");
      expect(await files()).toBe(before);
      expect(await startOf()).toBe(started);
    },
    3 * minutes,
  );

  it(
    "takes a change of its settings up by a restart, and gives a firewall back that it is told to leave alone",
    async () => {
      const started = await startOf();
      configure(
        name,
        config({ settings: { debugging: { logLevel: "Debug" } }, firewall: "untouched" }),
        sealed,
      );
      await makeWell("up", stack);
      expect(await host.shell("cat /etc/microshift/config.yaml")).toContain("logLevel: Debug");
      expect(await startOf()).not.toBe(started);
      expect(await host.shell("cat /var/lib/stand-ins/firewall/trusted")).toBe("");
    },
    4 * minutes,
  );

  it("keeps the pull secret out of commands, logs and files that others can read", async () => {
    expect(await host.shell(`journalctl --no-pager | grep --count ${password} | cat`)).toBe("0\n");
    expect(
      await host.shell(
        `grep --recursive --files-with-matches ${auth} /etc /var/lib/hardway /tmp /root | cat`,
      ),
    ).toBe("/etc/crio/openshift-pull-secret\n");
  });

  it(
    "ends with its workloads when it is stopped, and keeps its data",
    async () => {
      const { text } = await makeWell("stop", stack);
      expect(text).toContain("stopped; 0 containers of pods run");
      expect(await host.shell("systemctl is-active microshift | cat")).toBe("inactive\n");
      expect(await host.shell("ls -d /var/lib/microshift")).toBe("/var/lib/microshift\n");
      await host.shell("systemctl start microshift");
    },
    3 * minutes,
  );

  it(
    "is as it was found when the stack is destroyed, workloads included",
    async () => {
      await makeWell("destroy", stack);
      expect(await host.shell("crictl ps --quiet")).toBe("");
      expect(
        await host.shell(
          "ls -d /var/lib/microshift /var/lib/hardway /etc/crio/openshift-pull-secret /etc/microshift/config.yaml 2> /dev/null | cat",
        ),
      ).toBe("");
      expect(await host.shell("cat /var/lib/stand-ins/repositories; ls /var/lib/stand-ins/packages")).toBe(
        "",
      );
      expect(await host.shell("systemctl is-enabled microshift | cat")).toBe("disabled\n");
    },
    4 * minutes,
  );
});

/** When MicroShift was last started. */
function startOf(): Promise<string> {
  return host.shell("systemctl show --property=ExecMainStartTimestampMonotonic microshift");
}
