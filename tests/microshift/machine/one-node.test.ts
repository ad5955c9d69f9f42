import { keepResults } from "../../../bench/results";
import { forget, kubectl, makeWell, type TestStack } from "../../e2e/support/stack";
import { publishDisk } from "../../libvirt/published-disk";
import { virtualStack, type VirtualStack } from "../../libvirt/virtual-stack";
import { answersOf } from "../../virtual-machines/dns";
import { changesOnly } from "../../../tools/report";
import { repository } from "../../../tools/paths";
import { capture } from "../../../tools/process";
import { ensureContract } from "../../e2e/support/microshift-ha";
import { ensureMachineDisk } from "./disk";

const minutes = 60_000;
const name = "e2e-msvm";
const address = "10.90.0.11";
const config = {
  distribution: "microshift",
  topology: "single",
  microshift: { version: "4.21", wildcardDns: {}, demo: {} },
};

let virtual: VirtualStack;
let stack: TestStack;

beforeAll(async () => {
  await capture({ program: "make", arguments: ["libvirt-tools", "vm-image"] });
  await ensureContract();
  const disk = await ensureMachineDisk(changesOnly);
  virtual = await virtualStack({ lab: "msvm", stack: name }, { config });
  ({ stack } = virtual);
  virtual.configure({ config, image: await publishDisk(virtual.lab, disk) });
}, 15 * minutes);

afterAll(async () => {
  await virtual.end();
  forget(stack);
}, 5 * minutes);

/** What a line of shell prints on the machine. */
const onMachine = (line: string): Promise<string> =>
  capture(
    virtual.lab.inNamespace({
      program: "ssh",
      arguments: ["-F", `.state/${name}/ssh/config`, "node-1", line],
      folder: repository,
    }),
  );

describe("MicroShift on a virtual machine that is emulated", () => {
  it(
    "boots the machine by Ignition, and brings MicroShift to it by ssh, with the demo application",
    async () => {
      const { seconds } = await makeWell("up", stack);
      console.log(`up of MicroShift on an emulated machine: ${seconds.toFixed(0)} s`);
      await keepResults({ microshiftMachine: { up: seconds } });
      expect(await virtual.domains()).toEqual({ "node-1": "running" });
      expect(await kubectl(stack, "get", "nodes", "--no-headers")).toMatch(/^node-1 +Ready/);
      const routes = ["get", "routes", "--all-namespaces", "--output=jsonpath={.items[*].spec.host}"];
      expect(await kubectl(stack, ...routes)).toBe(
        `golang-codeready-workspace.apps.${name}.hardway.internal`,
      );
    },
    25 * minutes,
  );

  it(
    "has not started MicroShift before its configuration was there, though its image has it enabled",
    async () => {
      const written = Number(await onMachine("stat --format %Z /etc/microshift/config.yaml"));
      const first = await onMachine(
        "journalctl --output short-unix --no-pager --unit microshift.service | head -n 1",
      );
      expect(first).toContain("Starting microshift.service");
      expect(Number.parseFloat(first)).toBeGreaterThanOrEqual(written);
    },
    minutes,
  );

  it(
    "has the network answer for the API, for applications and for the machine with its address",
    async () => {
      const domain = `${name}.hardway.internal`;
      const names = [`api.${domain}`, `shop.apps.${domain}`, `node-1.${domain}`];
      const answers = await answersOf(virtual.lab, { server: "10.90.0.1", names, addresses: [] });
      expect(answers).toEqual(Object.fromEntries(names.map((each) => [each, [address]])));
    },
    minutes,
  );

  it(
    "leaves no Ignition config on the hypervisor",
    async () => {
      expect(await virtual.lab.virsh("vol-list", stack.instance)).not.toContain(".ign");
    },
    minutes,
  );

  it(
    "is left as it is by a second up, and is healthy",
    async () => {
      const { text } = await makeWell("up", stack);
      expect(text).toMatch(/\d+ unchanged/);
      expect(text).not.toMatch(/\d+ (created|updated|replaced|deleted)/);
      expect((await makeWell("status", stack)).text).toMatch(/0 failed/);
    },
    10 * minutes,
  );

  it(
    "stops with its pods, and starts again by the command that is named then",
    async () => {
      const { text } = await makeWell("stop", stack);
      expect(text).toContain("stopped; 0 containers of pods run");
      const start =
        /^ +(ssh .* systemctl start microshift\.service)$/m.exec(text)?.[1] ?? "no command is named";
      await capture(virtual.lab.inNamespace({ program: "sh", arguments: ["-c", start] }));
      expect((await makeWell("status", stack)).text).toMatch(/0 failed/);
    },
    10 * minutes,
  );
});
