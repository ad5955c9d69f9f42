import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { capture } from "../../../../tools/process";
import { repository } from "../../../../tools/paths";

const folder = mkdtempSync(join(tmpdir(), "hardway-channel-"));
const channel = join(repository, "components", "libvirt", "channel.sh");

beforeAll(() => {
  // A stand-in for ssh: it says what it would have run where.
  const ssh = join(folder, "ssh");
  writeFileSync(ssh, '#!/bin/sh\necho "$3: $4"\n');
  chmodSync(ssh, 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function inChannel(line: string): Promise<string> {
  return capture({
    program: "sh",
    arguments: ["-euc", `. ${channel}; ${line}`],
    environment: { PATH: [folder, process.env["PATH"]].join(delimiter), SSH_FOLDER: folder },
  });
}

describe("the way into a virtual machine", () => {
  it("hands each word on as one word", async () => {
    expect(await inChannel(`in_machine lb-0 echo "two words" "it's"`)).toBe(
      "lb-0: 'echo' 'two words' 'it'\\''s' \n",
    );
  });

  it("leaves the variables of the script alone, in which there may be the name of a file", async () => {
    expect(await inChannel("words=/run/kept; machine=own; in_machine lb-0 true; echo $words $machine")).toBe(
      "lb-0: 'true' \n/run/kept own\n",
    );
  });
});
