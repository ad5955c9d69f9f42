import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeWell } from "../e2e/support/stack";
import { cutOff } from "../interruption/support/cut";
import { virtualStack, type VirtualStack } from "./virtual-stack";

const minute = 60_000;
const config = { until: "loadBalancer", controlPlanes: 1, workers: 0 };

let virtual: VirtualStack;

beforeAll(async () => {
  virtual = await virtualStack({ lab: "cut", stack: "e2e-virt-cut" }, { config });
}, minute);

afterAll(() => virtual.end(), 2 * minute);

/** Whether libvirt has a domain's definition: it is written before the domain starts, and so before it is recorded. */
function isDefined(machine: string): boolean {
  const { lab, stack } = virtual;
  return existsSync(join(lab.folder, "etc", "qemu", `${stack.instance}-${machine}.xml`));
}

describe("an up that was cut off when a domain was defined, and its resource not recorded", () => {
  it(
    "is mended by the next one, which makes the domain its own",
    async () => {
      const moment = { name: "lb-0 is defined", when: () => isDefined("lb-0") };
      const cut = "killed with all that it started";
      const { printed } = await cutOff("up", virtual.stack, { moment, cut });
      expect(printed).not.toMatch(/load-balancer-lb-0-domain created/);
      await makeWell("up", virtual.stack);
      expect(await virtual.domains()).toEqual({ "lb-0": "running" });
    },
    5 * minute,
  );

  it(
    "leaves nothing that a preview would change",
    async () => {
      const { text } = await makeWell("preview", virtual.stack);
      expect(text).toMatch(/\d+ unchanged/);
      expect(text).not.toMatch(/\d+ to (create|update|replace|delete)/);
    },
    minute,
  );
});
