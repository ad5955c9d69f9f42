import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sha256Of } from "../../tools/files";
import { capture, type Ended } from "../../tools/process";
import { imageName } from "../../topology/image";
import { serveIn } from "./file-server";
import { type Lab, startLab } from "./lab";
import { type LabStack, makeStack } from "./stack";

jest.setTimeout(180_000);

const quietly = ["--yes", "--skip-preview"];
const instance = "hardway-lab";

/** An image as it is configured. */
interface Image {
  readonly url: string;
  readonly sha256: string;
  readonly uncompressedSha256: string;
}

let lab: Lab;
let stack: LabStack;
/** Two images of different sizes. */
let first: Image;
let second: Image;
let served: string;

beforeAll(async () => {
  lab = await startLab("image");
  stack = await makeStack(lab, "image-program");
  served = join(lab.folder, "served");
  mkdirSync(served);
  const addressOf = await serveIn(lab, served);
  const publish = async (name: string, size: string): Promise<Image> => {
    const file = join(served, name);
    await capture({ program: "qemu-img", arguments: ["create", "-f", "qcow2", file, size] });
    const uncompressedSha256 = await sha256Of(file);
    await capture({ program: "xz", arguments: [file] });
    return { url: addressOf(`${name}.xz`), sha256: await sha256Of(`${file}.xz`), uncompressedSha256 };
  };
  first = await publish("first.qcow2", "16M");
  second = await publish("second.qcow2", "24M");
});
afterAll(async () => {
  stack.remove();
  await lab.stop();
});

/** Runs the engine on a stack whose machines boot from an image. */
function pulumi(image: Image, ...words: readonly string[]): Promise<Ended> {
  const libvirt = { uri: lab.uri, domainType: "qemu", poolFolder: `${lab.folder}/pool`, image };
  const name = imageName({ diskSha256: image.uncompressedSha256 });
  const settings = {
    LAB_CONFIG: JSON.stringify({ platform: "libvirt", libvirt }),
    LAB_IMAGE: join(lab.folder, "images", name),
  };
  return stack.pulumi(settings, ...words);
}

async function well(ended: Promise<Ended>): Promise<void> {
  const { exitCode, output, errors } = await ended;
  expect({ exitCode, text: exitCode === 0 ? "" : output + errors }).toEqual({ exitCode: 0, text: "" });
}

/** The names of the volumes in the stack's pool. */
async function volumes(): Promise<readonly string[]> {
  const pools = await lab.virsh("pool-list", "--all", "--name");
  if (!pools.split("\n").some((line) => line.trim() === instance)) return [];
  const lines = (await lab.virsh("vol-list", instance)).split("\n").slice(2);
  return lines.map((line) => line.trim().split(/\s+/)[0] ?? "").filter((name) => name !== "");
}

const baseOf = ({ uncompressedSha256 }: Image) => imageName({ diskSha256: uncompressedSha256 });

describe("a stack whose machines boot from an image by its address", () => {
  it("is refused by a wrong checksum, before there is any volume", async () => {
    const { exitCode, output, errors } = await pulumi({ ...first, sha256: "0".repeat(64) }, "up", ...quietly);
    expect(exitCode).not.toBe(0);
    const text = output + errors;
    expect(text).toContain("the image's download does not have its checksum");
    expect(text).toContain(`its SHA-256 is ${first.sha256}, expected was ${"0".repeat(64)}`);
    expect(await volumes()).toEqual([]);
  });

  it("is told of a checksum of what is unpacked, too", async () => {
    const wrong = { ...first, uncompressedSha256: "0".repeat(64) };
    const { exitCode, output, errors } = await pulumi(wrong, "up", ...quietly);
    expect(exitCode).not.toBe(0);
    expect(output + errors).toContain("the image's disk does not have its checksum");
    expect(await volumes()).toEqual([]);
  });

  it("has it as the base volume, which is called by its checksum, and a disk on top of it", async () => {
    await well(pulumi(first, "up", ...quietly));
    expect(await volumes()).toEqual(["disk", baseOf(first)]);
    expect(await lab.virsh("vol-dumpxml", "disk", "--pool", instance)).toContain(
      `<path>${lab.folder}/pool/${instance}/${baseOf(first)}</path>`,
    );
  });

  it("keeps the image alone of what was downloaded", () => {
    expect(readdirSync(join(lab.folder, "images")).sort()).toEqual([baseOf(first), "lock"]);
  });

  it("has nothing to change at a second `up`, though nobody serves the image any more", async () => {
    await capture({ program: "mv", arguments: [served, `${served}.gone`] });
    await well(pulumi(first, "up", ...quietly, "--expect-no-changes", "--refresh"));
    await capture({ program: "mv", arguments: [`${served}.gone`, served] });
  });

  it("changes nothing of its disks when the same image comes from elsewhere", async () => {
    const elsewhere = { ...first, url: first.url.replace("first", "mirrored") };
    const { output } = await pulumi(elsewhere, "preview", "--diff", "--non-interactive");
    expect(output).not.toMatch(/replace|libvirt:index\/volume/);
  });

  it("has another base volume by another image, and its disk anew", async () => {
    await well(pulumi(second, "up", ...quietly));
    expect(await volumes()).toEqual(["disk", baseOf(second)]);
    expect(await lab.virsh("vol-dumpxml", "disk", "--pool", instance)).toContain(baseOf(second));
  });

  it("goes without a trace but the image, for whoever wants it next", async () => {
    await well(pulumi(second, "destroy", ...quietly));
    expect(await volumes()).toEqual([]);
    expect(existsSync(join(lab.folder, "images", baseOf(second)))).toBe(true);
  });
});
