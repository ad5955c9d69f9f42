import { keepResults } from "../../bench/results";
import { apiUrl } from "../../topology/endpoints";
import { forget, forgetRecord, kubectl, makeWell, type TestStack, testStack } from "../e2e/support/stack";
import { type Lab, startLab } from "../libvirt/lab";
import { anyPlanOf } from "../support/plan";
import { RemoteHypervisor } from "./remote-hypervisor";

const minutes = 60_000;
const name = "e2e-vmremote";
const config = { platform: "libvirt", controlPlanes: 1, workers: 0 };
const unit = `hardway-${name}-load-balancer.service`;

let lab: Lab;
let hypervisor: RemoteHypervisor;
let stack: TestStack;

beforeAll(async () => {
  lab = await startLab("vmremote");
  hypervisor = new RemoteHypervisor(lab);
  await hypervisor.start();
  stack = { ...configured({}), where: hypervisor.asUser };
  await forgetRecord(stack);
}, 10 * minutes);

afterAll(async () => {
  await makeWell("destroy", stack);
  forget(stack);
  await hypervisor.remove();
  await lab.stop();
}, 5 * minutes);

function configured(more: Readonly<Record<string, unknown>>): TestStack {
  const machines = { bootstrap: { cpus: 1 }, controlPlane: { cpus: 1 } };
  const where = { uri: hypervisor.uri, poolFolder: `${lab.folder}/pool`, domainType: "qemu" };
  return testStack(name, { ...config, ...more, libvirt: { ...where, loadBalancer: "host", machines } });
}

/** What the API answers through the load balancer. */
function readiness(): Promise<string> {
  return kubectl(stack, "get", "--raw", "/readyz", "--server", apiUrl(anyPlanOf(config)));
}

describe("a cluster on a hypervisor that is reached by SSH, with the load balancer on it", () => {
  it(
    "stands up",
    async () => {
      const { seconds } = await makeWell("up", stack);
      await keepResults({ remoteHypervisor: { up: seconds } });
      console.log(`up on a remote hypervisor with the load balancer: ${seconds.toFixed(0)} s`);
      expect((await lab.virsh("--quiet", "list", "--name")).trim()).toBe(`${stack.instance}-master-0`);
      expect(await readiness()).toBe("ok");
      expect((await hypervisor.run(`systemctl is-enabled ${unit}`)).trim()).toBe("enabled");
    },
    30 * minutes,
  );

  it(
    "is healthy, and needs no change",
    async () => {
      expect((await makeWell("status", stack)).text).toMatch(/ 0 warnings, 0 failed/);
      const { text } = await makeWell("preview", stack);
      expect(text).not.toMatch(/\d+ to (create|update|replace|delete)/);
    },
    5 * minutes,
  );

  it(
    "takes changed files of the load balancer up in place",
    async () => {
      configured({ loadBalancerIdleSeconds: 45 });
      const { text } = await makeWell("up", stack);
      expect(text).not.toMatch(/\d+ (replaced|deleted)/);
      expect(await hypervisor.run("cat /etc/hardway/*/haproxy.cfg")).toMatch(/timeout client\s+45s/);
      expect(await readiness()).toBe("ok");
    },
    10 * minutes,
  );

  it(
    "has it again when the host has been rebooted",
    async () => {
      await hypervisor.reboot();
      const ready = `timeout 60 sh -c 'until systemctl is-active --quiet ${unit}; do sleep 0.1; done'`;
      await hypervisor.run(ready);
      expect(await readiness()).toBe("ok");
    },
    5 * minutes,
  );

  it(
    "leaves nothing on the host when it is destroyed",
    async () => {
      await makeWell("destroy", stack);
      expect(await hypervisor.run("find /etc /run -path '*hardway*' -not -path '/run/libvirt/*'")).toBe("");
      expect((await lab.virsh("--quiet", "list", "--all", "--name")).trim()).toBe("");
    },
    5 * minutes,
  );
});
