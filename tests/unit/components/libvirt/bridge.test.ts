import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { attempt } from "../../../../tools/process";
import { repository } from "../../../../tools/paths";
import { temporaryFolder } from "../../../support/temporary-folder";

const folder = temporaryFolder("bridge");

/** Looks at the bridges of hypervisors whose libvirt answers so. */
function lookWhere(answer: string) {
  const virsh = join(folder, "virsh");
  writeFileSync(virsh, `#!/bin/sh\n${answer}\n`);
  chmodSync(virsh, 0o755);
  return attempt({
    program: "components/libvirt/bridge-there.sh",
    arguments: [],
    folder: repository,
    environment: {
      PATH: [folder, process.env["PATH"]].join(delimiter),
      LIBVIRT_URIS: "qemu:///one qemu:///two",
      BRIDGE: "br0",
    },
  });
}

describe("a bridge", () => {
  it("is there where every hypervisor has it", async () => {
    expect(await lookWhere(`echo "<interface type='bridge' name='br0'>"`)).toMatchObject({
      exitCode: 0,
      output: "br0\n",
    });
  });

  it("is believed to be there where libvirt knows nothing of interfaces", async () => {
    const answer = "echo 'error: this function is not supported by the connection driver' >&2; exit 1";
    expect(await lookWhere(answer)).toMatchObject({ exitCode: 0 });
  });

  it("that one of them does not have is refused, with the hypervisor", async () => {
    const answer = `case $3 in *one) echo "<interface type='bridge' name='br0'>" ;;
      *) echo "error: Interface not found: couldn't find interface named 'br0'" >&2; exit 1 ;; esac`;
    const { exitCode, errors } = await lookWhere(answer);
    expect(exitCode).toBe(1);
    expect(errors).toContain("a hypervisor has no bridge br0");
    expect(errors).toContain("where:  qemu:///two");
    expect(errors).toContain("seen:   Interface not found: couldn't find interface named 'br0'");
  });

  it("that is another kind of interface is refused", async () => {
    const { errors } = await lookWhere(`echo "<interface type='ethernet' name='br0'>"`);
    expect(errors).toContain("seen:   br0 is no bridge");
  });
});
