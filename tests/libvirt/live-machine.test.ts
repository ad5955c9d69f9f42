import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { repository } from "../../tools/paths";
import { capture } from "../../tools/process";
import { liveImage, usualRoom } from "../support/live-image";
import { coreosLibvirt, okdInput } from "../support/openshift-config";
import { readCpio } from "../unit/machine-image/vm/read-cpio";
import { startLab, type Lab } from "./lab";
import { standInLiveSystem } from "./live-boot";
import { makeStack, type LabStack } from "./stack";

jest.setTimeout(180_000);

const quietly = ["--yes", "--skip-preview"];
const worked = { exitCode: 0, output: "" };
const domain = "hardway-lab-master-0";
const config = '{"ignition":{"version":"3.3.0"}}';
const image = liveImage({ boot: standInLiveSystem() });
const sha256 = createHash("sha256").update(image).digest("hex");

describe("a machine that boots a live image with its config", () => {
  let lab: Lab;
  let stack: LabStack;
  let disk: string;
  let volume: string;

  beforeAll(async () => {
    lab = await startLab("live");
    stack = await makeStack(lab, "live-program");
    disk = join(lab.folder, "image.qcow2");
    volume = join(lab.folder, "pool", "hardway-lab", "master-0.iso");
    await capture({ program: "qemu-img", arguments: ["create", "-f", "qcow2", disk, "8M"] });
    mkdirSync(join(stack.folder, ".tools", "images"), { recursive: true });
    symlinkSync(join(repository, ".tools", "lib"), join(stack.folder, ".tools", "lib"));
    writeFileSync(join(stack.folder, ".tools", "images", `live-${sha256}.iso`), image);
  });
  afterAll(async () => {
    stack.remove();
    await lab.stop();
  });

  /** Runs the engine; what it says counts where it fails. */
  async function pulumi(more: object, ...words: readonly string[]): Promise<object> {
    const live = { installationDisk: "/dev/vda", liveImage: { url: "https://example.com/live.iso", sha256 } };
    const { image: boots } = coreosLibvirt;
    const libvirt = { image: boots, uri: lab.uri, domainType: "qemu", poolFolder: `${lab.folder}/pool` };
    const input = okdInput(live, { topology: "sno-plus", controlPlanes: 1, workers: 0, libvirt, ...more });
    const settings = {
      LAB_CONFIG: JSON.stringify(input),
      LAB_IMAGE: disk,
      LAB_IGNITION: config,
    };
    const { exitCode, output, errors } = await stack.pulumi(settings, ...words);
    return { exitCode, output: exitCode === 0 ? "" : output + errors };
  }
  const noChanges = (): Promise<object> => pulumi({}, "up", ...quietly, "--refresh", "--expect-no-changes");

  /** What the machine has said since it was made, without what its BIOS says. */
  function said(): readonly string[] {
    const log = join(lab.folder, "log", "qemu", `${domain}.console.log`);
    return existsSync(log) ? (readFileSync(log, "latin1").match(/the (image|disk) boots/g) ?? []) : [];
  }
  async function untilSaid(...lines: readonly string[]): Promise<void> {
    const limit = Date.now() + 60_000;
    while (said().length < lines.length && Date.now() < limit) await pause(200);
    expect(said()).toEqual(lines);
  }

  it("comes to the image as its disk is empty, and to the disk once it is installed", async () => {
    expect(await pulumi({}, "up", ...quietly)).toEqual(worked);
    await untilSaid("the image boots", "the disk boots");
  });

  it("has the config in the image, which QEMU's user alone can read, and the image is the same elsewhere", () => {
    const { mode, uid } = statSync(volume);
    expect([mode & 0o777, uid]).toEqual([0o600, statSync(join(lab.folder, "lib", "qemu")).uid]);
    const given = readFileSync(volume);
    const offset = given.indexOf(Buffer.from([0x1f, 0x8b, 8]));
    const end = offset + usualRoom;
    expect(readCpio(gunzipSync(given.subarray(offset, end)))[0]?.content).toBe(config);
    given.fill(0, offset, end);
    expect(given.equals(image)).toBe(true);
  });

  it("is not made anew by a second run, after a look at what there is", async () => {
    expect(await noChanges()).toEqual(worked);
  });

  it("loses the image when it runs from its disk, which is no change, now and when it has started again", async () => {
    // A stand-in for ssh, which finds the machine installed.
    const programs = join(stack.folder, "programs");
    mkdirSync(programs);
    writeFileSync(join(programs, "ssh"), "#!/bin/sh\nexit 0\n");
    chmodSync(join(programs, "ssh"), 0o755);
    await capture({
      program: "components/libvirt/live-installed.sh",
      arguments: [],
      folder: repository,
      environment: {
        PATH: [programs, process.env["PATH"]].join(delimiter),
        ...{ INSTANCE: "hardway-lab", LIBVIRT_URI: lab.uri, SSH_FOLDER: stack.folder },
        ...{ NAME: "master-0", INSTALL_SECONDS: "1" },
      },
    });
    expect(existsSync(volume)).toBe(false);
    expect(await lab.virsh("dumpxml", domain, "--inactive")).not.toContain("device='cdrom'");
    expect(await noChanges()).toEqual(worked);

    await lab.virsh("destroy", domain);
    await lab.virsh("start", domain);
    await untilSaid("the image boots", "the disk boots", "the disk boots");
    expect(await noChanges()).toEqual(worked);
  });

  it("begins anew with an empty disk where it is another one", async () => {
    expect(await pulumi({ machineGenerations: { "master-0": 2 } }, "up", ...quietly)).toEqual(worked);
    await untilSaid(
      "the image boots",
      "the disk boots",
      "the disk boots",
      "the image boots",
      "the disk boots",
    );
    expect(existsSync(volume)).toBe(true);
  });

  it("leaves nothing", async () => {
    expect(await pulumi({ machineGenerations: { "master-0": 2 } }, "destroy", ...quietly)).toEqual(worked);
    expect(existsSync(join(lab.folder, "pool", "hardway-lab"))).toBe(false);
  });
});
