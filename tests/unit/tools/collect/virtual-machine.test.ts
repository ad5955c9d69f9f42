import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderPlaceholder, sshClientConfiguration } from "../../../../manifests/libvirt/ssh-client";
import { collectRemotely, remoteMachines } from "../../../../tools/collect/virtual-machine";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hardway-collect-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The way into machines that are not there: their address has no meaning. */
function writeWayInto(...names: readonly string[]): void {
  const configuration = sshClientConfiguration(names.map((name) => ({ name, address: "nowhere.invalid" })));
  mkdirSync(join(folder, "ssh"));
  writeFileSync(join(folder, "ssh", "config"), configuration.replaceAll(folderPlaceholder, folder));
}

describe("the virtual machines of a stack", () => {
  it("are those that its way in knows", () => {
    writeWayInto("lb-0", "master-0");
    expect(remoteMachines("hardway-dev", folder).map(({ domain }) => domain)).toEqual([
      "hardway-dev-lb-0",
      "hardway-dev-master-0",
    ]);
  });

  it("are none where there is no such way", () => {
    expect(remoteMachines("hardway-dev", folder)).toEqual([]);
  });
});

describe("a virtual machine that cannot be reached", () => {
  it("is collected from all the same: the archive says why", async () => {
    writeWayInto("lb-0");
    const [machine] = remoteMachines("hardway-dev", folder);
    const pieces = machine === undefined ? [] : await collectRemotely(machine);
    expect(pieces.map(({ path }) => path)).toEqual(["lb-0/console.txt", "lb-0/ssh.txt"]);
    expect(pieces[1]?.text).toMatch(/^ssh: Could not resolve hostname[^]*\(exit code 255\)\n$/);
  });
});
