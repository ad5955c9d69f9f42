import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { repository } from "../../../../tools/paths";
import { attempt, type Ended } from "../../../../tools/process";
import { temporaryFolder } from "../../../support/temporary-folder";

const folder = temporaryFolder("hardway-wait");

/** What stands in for ssh and virsh: how a machine answers, and the state that its domain is in. */
interface Played {
  readonly ssh: string;
  readonly state: string;
}

/** Stand-ins for the two programs; the definition of the domain that the second is given is in a file. */
function play({ ssh, state }: Played): void {
  const definition = ["<domain>", "<os>", "<qemu:commandline>", "<arg/>", "</qemu:commandline>", "</domain>"];
  const programs = {
    ssh: ssh,
    virsh: [
      'case "$*" in',
      `  *domstate*) echo "${state}" ;;`,
      `  *dumpxml*) printf '%s\\n' ${definition.map((line) => `'${line}'`).join(" ")} ;;`,
      `  *define*) cat > ${join(folder, "defined")} ;;`,
      `  *vol-info*) exit 1 ;;`,
      "esac",
    ].join("\n"),
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
}

/** Runs a script of the machine master-0. */
function run(script: string, more: Readonly<Record<string, string>>): Promise<Ended> {
  return attempt({
    program: join(repository, "components", "libvirt", `${script}.sh`),
    arguments: [],
    environment: {
      PATH: [folder, process.env["PATH"]].join(delimiter),
      ...{ INSTANCE: "hardway-x", LIBVIRT_URI: "qemu:///system", SSH_FOLDER: folder, NAME: "master-0" },
      ...more,
    },
  });
}

describe("the wait until a machine has booted", () => {
  const waiting = { BOOT_SECONDS: "0", CONSOLE_LOG: "/var/log/x.console.log" };

  it("ends when SSH answers; its definition then has no config any more", async () => {
    play({ ssh: "exit 0", state: "running" });
    expect(await run("machine-booted", waiting)).toMatchObject({
      exitCode: 0,
      output: "hardway-x-master-0\n",
    });
    expect(readFileSync(join(folder, "defined"), "utf8")).toBe("<domain>\n<os>\n</domain>\n");
  });

  it("is given up when it takes too long, with the last words of SSH and where the console is", async () => {
    play({ ssh: "echo no route >&2; exit 255", state: "running" });
    const { exitCode, errors } = await run("machine-booted", waiting);
    expect(exitCode).toBe(1);
    expect(errors).toContain("master-0 has not booted within 0 s");
    expect(errors).toContain("it is running; ssh: no route");
    expect(errors).toContain("/var/log/x.console.log");
  });

  it("is given up at once when the machine has switched itself off", async () => {
    play({ ssh: "exit 255", state: "shut off" });
    const { exitCode, errors } = await run("machine-booted", { ...waiting, BOOT_SECONDS: "600" });
    expect(exitCode).toBe(1);
    expect(errors).toContain("master-0 has switched itself off before it had booted");
  });

  it("leaves a live system its image, and sends its user to the screen", async () => {
    play({ ssh: "exit 0", state: "running" });
    writeFileSync(join(folder, "defined"), "untouched");
    expect((await run("live-booted", waiting)).exitCode).toBe(0);
    expect(readFileSync(join(folder, "defined"), "utf8")).toBe("untouched");
    play({ ssh: "exit 255", state: "running" });
    expect((await run("live-booted", waiting)).errors).toContain("screenshot hardway-x-master-0");
  });
});

describe("the wait until a machine is installed", () => {
  it("asks the machine whether it is a live system, and is given up where that goes on", async () => {
    // The words that the machine's shell reads are the last.
    play({
      ssh: `while [ $# -gt 1 ]; do shift; done; echo "$1" > ${join(folder, "asked")}; exit 1`,
      state: "running",
    });
    const { errors } = await run("live-installed", { INSTALL_SECONDS: "0" });
    expect(errors).toContain("master-0 has not been installed within 0 s");
    expect(errors).toContain("it is running; ssh: it answers");
    expect(readFileSync(join(folder, "asked"), "utf8").trim()).toBe("'test' '!' '-e' '/run/ostree-live'");
  });
});
