import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { inMachine } from "../changes/machine";
import { endsClean } from "../e2e/support/ends-clean";
import { listFrom, membersIn, stackedEnvironment } from "../e2e/support/etcd-members";
import { configOf, snoSubject } from "../e2e/support/sno-plus";
import { make, makeWell, testStack } from "../e2e/support/stack";
import { standingCluster } from "../e2e/support/standing-cluster";
import { podman } from "../faults/containers";
import { isHealthy } from "../faults/try-fault";
import { powerOff, powerOn } from "../ha/inject";
import { type HaSubject, kubectlInside } from "../ha/look";

const minutes = 60_000;
const stack = standingCluster("e2e-snolost", configOf(3));
const three = ["master-0 started voter", "master-1 started voter", "master-2 started voter"];

let subject: HaSubject;

beforeAll(async () => {
  subject = await snoSubject(stack);
}, minutes);

/** The members as a machine's own lists them. */
const membersOn = async (machine: string) =>
  membersIn(await inMachine(stack, machine, listFrom(stackedEnvironment)));

describe("a cluster whose three control planes share the API's address", () => {
  it(
    "refuses writes and says why when two machines are lost, and heals with one of them",
    async () => {
      await powerOff(stack, "master-0");
      await powerOff(stack, "master-1");
      await delay(10_000);
      const written = await kubectlInside(subject, "create", "namespace", "without-a-quorum");
      expect(written.exitCode).not.toBe(0);
      const said = await make("status", stack);
      expect(said.exitCode).not.toBe(0);
      expect(said.text).toMatch(/etcd-members|the members of etcd/);
      const began = Date.now();
      await powerOn(stack, "master-1");
      while ((await kubectlInside(subject, "create", "namespace", "with-a-quorum")).exitCode !== 0)
        expect(Date.now() - began).toBeLessThan(2 * minutes);
      console.log(
        `two machines lost: writes are taken ${((Date.now() - began) / 1000).toFixed(0)} s after one of them is back`,
      );
      await powerOn(stack, "master-0");
      await isHealthy(stack);
    },
    6 * minutes,
  );

  it(
    "replaces its first machine, whose disk is lost, by another generation: no machine is special",
    async () => {
      await powerOff(stack, "master-0");
      const disk = await podman(
        "volume",
        "inspect",
        "--format={{.Mountpoint}}",
        `${stack.instance}-master-0`,
      );
      rmSync(join(disk.trim(), "lib"), { recursive: true });
      testStack(stack.name, { ...configOf(3), machineGenerations: { "master-0": 2 } });
      const { text } = await makeWell("up", stack);
      expect(text.indexOf("master-0 is removed")).toBeGreaterThan(-1);
      expect(text.indexOf("master-0 is removed")).toBeLessThan(text.indexOf("master-0 is a learner"));
      expect(await membersOn("master-1")).toEqual(three);
      await isHealthy(stack);
    },
    6 * minutes,
  );

  endsClean(stack);
});
