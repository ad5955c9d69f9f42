import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { hypervisorName, wayTo } from "../../../../topology/hypervisor";
import { capture } from "../../../../tools/process";
import { repository } from "../../../../tools/paths";
import { machinesOf } from "../../../../topology/plan";
import { externalPlanOf, planOf } from "../../../support/plan";

const folder = mkdtempSync(join(tmpdir(), "hardway-channel-"));
const channel = join(repository, "components", "libvirt", "channel.sh");

beforeAll(() => {
  // A stand-in for ssh: it says what it would have run where, which are its last two words.
  const ssh = join(folder, "ssh");
  writeFileSync(ssh, '#!/bin/sh\nwhile [ $# -gt 2 ]; do shift; done\necho "$1: $2"\n');
  chmodSync(ssh, 0o755);
  // A stand-in for virsh: the domains that it knows are in a file by the hypervisor's address.
  const virsh = join(folder, "virsh");
  writeFileSync(virsh, `#!/bin/sh\nexec cat ${folder}/domains-$3\n`);
  chmodSync(virsh, 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const here = { INSTANCE: "hardway-x", LIBVIRT_URI: "qemu:///system" } as const;

function inChannel(line: string, more: Readonly<Record<string, string>> = here): Promise<string> {
  return capture({
    program: "sh",
    arguments: ["-euc", `. ${channel}; ${line}`],
    environment: { PATH: [folder, process.env["PATH"]].join(delimiter), SSH_FOLDER: folder, ...more },
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

describe("the machines that run", () => {
  const instance = "hardway-dev";
  const environment = { INSTANCE: instance, LIBVIRT_URIS: "one two" };
  const domains = (uri: string, names: readonly string[]) => {
    writeFileSync(join(folder, `domains-${uri}`), [...names, ""].join("\n"));
  };

  it("are all machines of a plan, whatever hypervisor they are on", async () => {
    for (const plan of [planOf(), externalPlanOf()]) {
      const names = machinesOf(plan).map(({ name }) => `${instance}-${name}`);
      domains("one", names.slice(0, 3));
      domains("two", names.slice(3));
      expect((await inChannel("running_machines", environment)).split("\n")).toEqual([...names, ""]);
    }
  });

  it("are none of another stack whose name begins like this one's", async () => {
    domains("one", ["hardway-dev-two-master-0", "hardway-dev-two-bootstrap", "other"]);
    domains("two", []);
    expect(await inChannel("running_machines", environment)).toBe("");
  });

  it("are not known where a hypervisor does not answer", async () => {
    const silent = { ...environment, LIBVIRT_URIS: "one nowhere" };
    await expect(inChannel("machines=$(running_machines); echo known", silent)).rejects.toThrow("nowhere");
  });
});

describe("the way to the hypervisor, which goes by a name as machines do", () => {
  const far = "qemu+ssh://root@far:2222/system?socket=/run/libvirt/libvirt-sock";

  it("is a shell of this host where libvirt is on it", async () => {
    expect(await inChannel(`echo given | in_machine ${hypervisorName} cat`)).toBe("given\n");
    expect(await inChannel(`way_into ${hypervisorName}; place_of ${hypervisorName}`)).toBe(
      "sudo\nthe hypervisor, qemu:///system\n",
    );
  });

  it("is SSH to where libvirt is reached by it", async () => {
    expect(
      await inChannel(`in_machine ${hypervisorName} echo "two words"`, { ...here, LIBVIRT_URI: far }),
    ).toBe("ssh://root@far:2222: 'echo' 'two words' \n");
    expect(await inChannel(`way_into ${hypervisorName}`, { ...here, LIBVIRT_URI: far })).toBe(
      "ssh ssh://root@far:2222\n",
    );
    expect(wayTo(far)).toEqual({ kind: "ssh", destination: "ssh://root@far:2222" });
  });
});

describe("by what a machine runs again", () => {
  it.each([
    ["shut off", "start"],
    ["paused", "resume"],
  ])("depends on why it does not: %s", async (state, order) => {
    writeFileSync(join(folder, "domains-one"), `${state}\n`);
    expect(await inChannel("start_with master-0", { ...here, LIBVIRT_URI: "one" })).toBe(
      `virsh --connect one ${order} hardway-x-master-0\n`,
    );
  });
});
