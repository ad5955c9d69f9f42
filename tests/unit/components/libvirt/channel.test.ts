import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { capture } from "../../../../tools/process";
import { repository } from "../../../../tools/paths";
import { machinesOf } from "../../../../topology/plan";
import { externalPlanOf, planOf } from "../../../support/plan";

const folder = mkdtempSync(join(tmpdir(), "hardway-channel-"));
const channel = join(repository, "components", "libvirt", "channel.sh");

beforeAll(() => {
  // A stand-in for ssh: it says what it would have run where.
  const ssh = join(folder, "ssh");
  writeFileSync(ssh, '#!/bin/sh\necho "$3: $4"\n');
  chmodSync(ssh, 0o755);
  // A stand-in for virsh: the domains that it knows are in a file by the hypervisor's address.
  const virsh = join(folder, "virsh");
  writeFileSync(virsh, `#!/bin/sh\nexec cat ${folder}/domains-$3\n`);
  chmodSync(virsh, 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function inChannel(line: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
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
