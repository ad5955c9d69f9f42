import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bootImageCommands } from "../../../tools/boot-image";
import { streamOf } from "../../support/coreos-stream";
import { temporaryFolder } from "../../support/temporary-folder";

const folder = temporaryFolder("boot-image");

function fileOf(text: string): string {
  const file = join(folder, "stream.json");
  writeFileSync(file, text);
  return file;
}

describe("the boot image of a stack", () => {
  it("is set by three commands, of what the file of stream metadata has", async () => {
    const [about, ...commands] = await bootImageCommands({ file: fileOf(streamOf()), stack: "okd" });
    expect(about).toBe("# CoreOS 10.0.20251103-0");
    expect(commands.map((command) => command.replace(/'.*'/, "…"))).toEqual([
      "pulumi config set --stack okd --path libvirt.image.url …",
      "pulumi config set --stack okd --path libvirt.image.sha256 …",
      "pulumi config set --stack okd --path libvirt.image.uncompressedSha256 …",
    ]);
    expect(commands[0]).toContain("'https://rhcos.mirror.openshift.com/");
  });

  it.each([undefined, ""])("is not known where no file is named: %j", async (file) => {
    await expect(bootImageCommands({ file, stack: "ocp" })).rejects.toThrow(
      /no file of stream metadata is named\n.*STREAM\n.*\n.*make boot-image STACK=ocp STREAM=/,
    );
  });

  it("is not known where the file has none, and what the file lacks is said", async () => {
    await expect(bootImageCommands({ file: fileOf("{}"), stack: "ocp" })).rejects.toThrow(
      /has no boot image\n.*stream\.json\n.*no JSON with architectures.*\n.*print-stream-json/,
    );
  });

  it("is not known where the file is not there", async () => {
    await expect(bootImageCommands({ file: join(folder, "absent"), stack: "ocp" })).rejects.toThrow(
      /cannot be read\n.*absent\n.*ENOENT.*\n.*print-stream-json/,
    );
  });
});
