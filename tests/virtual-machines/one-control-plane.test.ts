import { apiUrl } from "../../topology/endpoints";
import { namesIn } from "../secrets/forms";
import { needlesOfStack } from "../secrets/needles";
import { filesOf } from "../e2e/support/archive";
import { kubectl, makeWell, type TestStack } from "../e2e/support/stack";
import { anyPlanOf } from "../support/plan";
import { answersOf } from "./dns";
import type { Lab } from "../libvirt/lab";
import { virtualStack, type VirtualStack } from "../libvirt/virtual-stack";
import { watchConfigs } from "./ignition-configs";

const minutes = 60_000;
const name = "e2e-vm";
const config = { controlPlanes: 1, workers: 0 };
/**
 * Where two machines share two processors, one each is what they get; a machine that thinks it has two waits for the other
 * one. The bootstrap machine is alone until its API is ready.
 */
const machines = { controlPlane: { cpus: 1 } };
const plan = { ...anyPlanOf({ ...config, platform: "libvirt" }), domain: `${name}.hardway.internal` };

let virtual: VirtualStack;
let lab: Lab;
let stack: TestStack;

beforeAll(async () => {
  virtual = await virtualStack({ lab: "vm", stack: name }, { config, machines });
  ({ lab, stack } = virtual);
}, minutes);

afterAll(() => virtual.end(), 3 * minutes);

describe("make up, on a hypervisor that emulates its machines", () => {
  it(
    "boots a load balancer, a bootstrap machine and a control plane, which joins and takes over",
    async () => {
      const configs = watchConfigs(lab, stack);
      const { seconds } = await makeWell("up", stack);
      const seen = configs.end();
      console.log(`up on emulated machines, 1 control plane: ${seconds.toFixed(0)} s`);
      expect(await virtual.domains()).toEqual({
        bootstrap: "shut off",
        "lb-0": "running",
        "master-0": "running",
      });
      expect(await kubectl(stack, "get", "nodes", "--no-headers")).toMatch(/^master-0 +Ready/);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter(({ othersMayRead }) => othersMayRead)).toEqual([]);
    },
    20 * minutes,
  );

  it(
    "answers /readyz through the load balancer",
    async () => {
      expect(await kubectl(stack, "get", "--raw", "/readyz", "--server", apiUrl(plan))).toBe("ok");
    },
    minutes,
  );

  it(
    "leaves no Ignition config on the hypervisor, and no domain that wants one",
    async () => {
      expect(await lab.virsh("vol-list", stack.instance)).not.toContain(".ign");
      for (const machine of Object.keys(await virtual.domains()))
        expect(await lab.virsh("dumpxml", "--inactive", `${stack.instance}-${machine}`)).not.toContain(
          "fw_cfg",
        );
    },
    minutes,
  );

  it(
    "answers for the API, for applications of any name, and for the machines, forward and reverse",
    async () => {
      const domain = plan.domain;
      const asked = [
        `api.${domain}`,
        `api-int.${domain}`,
        `shop.apps.${domain}`,
        `master-0.${domain}`,
        "master-0",
      ];
      expect(await answersOf(lab, { server: "10.90.0.1", names: asked, addresses: ["10.90.0.11"] })).toEqual({
        [`api.${domain}`]: ["10.90.0.5"],
        [`api-int.${domain}`]: ["10.90.0.5"],
        [`shop.apps.${domain}`]: ["10.90.0.5"],
        [`master-0.${domain}`]: ["10.90.0.11"],
        "master-0": ["10.90.0.11"],
        "10.90.0.11": [`master-0.${domain}`],
      });
    },
    minutes,
  );
});

describe("make status, on virtual machines", () => {
  it(
    "finds every check to hold, from this host, which is in the machines' network itself",
    async () => {
      expect((await makeWell("status", stack)).text).toMatch(/10 ok, 0 warnings, 0 failed/);
    },
    3 * minutes,
  );
});

describe("make collect, on virtual machines", () => {
  it(
    "takes along what each machine says, asked by SSH, and no secret",
    async () => {
      const { output } = await makeWell("collect", stack);
      const files = filesOf(output.trim().split("\n").at(-1) ?? "");
      expect(files.get("master-0/journal/kubelet.service.txt")).toMatch(/Started kubelet\.service/);
      expect(files.get("master-0/etcd/members.txt")).toMatch(/started \| master-0/);
      expect(files.get("lb-0/etc/haproxy/haproxy.cfg")).toMatch(/server master-0/);
      // It has switched itself off, and says nothing more.
      expect(files.get("bootstrap/ssh.txt")).toMatch(/timed out|No route to host/);
      const needles = await needlesOfStack(stack);
      expect(namesIn([...files.values()].join("\n"), needles)).toEqual([]);
    },
    8 * minutes,
  );
});

describe("make up, on a cluster that is up", () => {
  it(
    "changes nothing, and neither does preview find anything to change",
    async () => {
      for (const target of ["up", "preview"]) {
        const { text } = await makeWell(target, stack);
        expect(text).toMatch(/\d+ unchanged/);
        expect(text).not.toMatch(/\d+ (created|updated|replaced|deleted|to (create|update|replace|delete))/);
      }
    },
    5 * minutes,
  );
});
