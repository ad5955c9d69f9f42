import { privateFile, publicFile } from "../../../../../manifests/file";
import { shellArchive } from "../../../../../manifests/shell-archive";
import { type StandInContainer, StandInHost } from "../../../../support/stand-in-podman";

const instance = "hardway-unit-update";
const config = "/etc/microshift/config.yaml";
const crio = "/etc/crio/crio.conf.d/90-proxy.conf";
const pullSecret = "/etc/crio/openshift-pull-secret";
const data = "/var/lib/example/greeting";

const systemctl = 'echo "systemctl $*" >> /calls/all';

/** A node that has these files already. */
function nodeWith(files: StandInContainer["files"] = {}, container: StandInContainer = {}): StandInHost {
  const host = new StandInHost(instance);
  host.container("node-1", { files, programs: { systemctl }, ...container });
  return host;
}

/** Updates the node to one public and one secret archive. */
function update(host: StandInHost, files: string, secret = "") {
  return host.run("components/microshift/shell/node-update.sh", { NAME: "node-1", FILES: files }, secret);
}

const archiveOf = (path: string, text: string): string => shellArchive([publicFile(path, text)]);

describe("the update of a node's files", () => {
  it("leaves alone what has not changed, and restarts nothing for it", () => {
    const host = nodeWith({ [config]: "dns: {}\n", [pullSecret]: "{}\n" });
    const secret = shellArchive([privateFile("root", pullSecret, "{}\n")]);
    expect(update(host, archiveOf(config, "dns: {}\n"), secret)).toEqual({
      status: 0,
      stdout: "hardway-unit-update-node-1\n",
      stderr: "",
    });
    expect(host.calls).toEqual([]);
  });

  it.each([
    [config, ["systemctl daemon-reload", "systemctl restart microshift"]],
    [crio, ["systemctl daemon-reload", "systemctl restart crio", "systemctl restart microshift"]],
    [
      "/etc/containers/registries.conf.d/50-mirrors.conf",
      ["systemctl daemon-reload", "systemctl restart crio", "systemctl restart microshift"],
    ],
    [data, ["systemctl daemon-reload"]],
  ])("of %s restarts what reads it", (path, calls) => {
    const host = nodeWith({ [path]: "old\n" });
    const { status, stderr } = update(host, archiveOf(path, "new\n"));
    expect({ status, stderr }).toEqual({ status: 0, stderr: `node-1: ${path} changes\n` });
    expect(host.read("node-1", path)).toBe("new\n");
    expect(host.modeOf("node-1", path)).toBe("644");
    expect(host.read("node-1", `${path}.new`)).toBeUndefined();
    expect(host.calls).toEqual(calls);
  });

  it("makes a file that is new, with its folder", () => {
    const host = nodeWith();
    expect(update(host, archiveOf(config, "dns: {}\n")).status).toBe(0);
    expect(host.read("node-1", config)).toBe("dns: {}\n");
  });

  it("takes the secret files from its standard input, keeps them from others and shows only their names", () => {
    // Notes as what a file was written that is given its mode only then.
    const chmod = 'stat -c "%n written with mode %a" "$2" >> /calls/all\nexec /usr/bin/chmod "$@"';
    const host = nodeWith({ [pullSecret]: "the former secret\n" }, { programs: { systemctl, chmod } });
    const { status, stdout, stderr } = update(
      host,
      "",
      shellArchive([privateFile("root", pullSecret, "the new secret\n")]),
    );
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "hardway-unit-update-node-1\n",
      stderr: `node-1: ${pullSecret} changes\n`,
    });
    expect(host.leftInMemory).toEqual([]);
    expect(host.read("node-1", pullSecret)).toBe("the new secret\n");
    expect(host.modeOf("node-1", pullSecret)).toBe("600");
    expect(host.calls).toContain(`${pullSecret}.new written with mode 600`);
  });

  it("is an error with a remedy in a node that does not run, and changes nothing", () => {
    const host = nodeWith({ [config]: "old\n" }, { state: "exited" });
    const { status, stdout, stderr } = update(host, archiveOf(config, "new\n"));
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^node-1 cannot be changed\n[^]*seen: {3}the node is exited\n/);
    expect(stderr).toContain("start it (podman start hardway-unit-update-node-1)");
    expect(host.read("node-1", config)).toBe("old\n");
  });

  it("says so where what has read the files cannot be restarted", () => {
    const failing = '[ "$1" = daemon-reload ] || { echo the unit is masked >&2; exit 1; }';
    const host = nodeWith({}, { programs: { systemctl: failing } });
    const { status, stderr } = update(host, archiveOf(config, "dns: {}\n"));
    expect(status).toBe(1);
    expect(host.leftInMemory).toEqual([]);
    expect(stderr).toMatch(/\nmicroshift of node-1 cannot be restarted\n[^]*seen: {3}the unit is masked\n/);
  });

  it("restarts what an earlier run has changed and could not restart, though the files are right by now", () => {
    const once = '[ "$1" = daemon-reload ] || [ -e /mended ] || exit 1\necho "systemctl $*" >> /calls/all';
    const host = nodeWith({}, { programs: { systemctl: once } });
    expect(update(host, archiveOf(config, "dns: {}\n")).status).toBe(1);
    host.container("node-1", { files: { "/mended": "x" } });
    expect(update(host, archiveOf(config, "dns: {}\n")).status).toBe(0);
    expect(host.calls.at(-1)).toBe("systemctl restart microshift");
    const before = host.calls.length;
    expect(update(host, archiveOf(config, "dns: {}\n")).status).toBe(0);
    expect(host.calls).toHaveLength(before);
  });
});
