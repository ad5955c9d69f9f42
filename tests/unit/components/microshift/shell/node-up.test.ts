import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publicFile, rootFile } from "../../../../../manifests/file";
import { shellArchive } from "../../../../../manifests/shell-archive";
import { StandInHost } from "../../../../support/stand-in-podman";

const instance = "hardway-unit-up";
const container = `${instance}-node-1`;
const config = "/etc/microshift/config.yaml";
const pullSecret = "/etc/crio/openshift-pull-secret";

const files = shellArchive([publicFile(config, "dns: {}\n")]);
const secret = shellArchive([rootFile(pullSecret, "the pull secret\n")]);

/** A host with the cluster's network, on which nobody has the node's address and there is room. */
function hostWithNetwork(): StandInHost {
  const host = new StandInHost(instance);
  mkdirSync(join(host.folder, "lib/hardway", instance), { recursive: true });
  mkdirSync(join(host.folder, "volume"));
  host.program("nsenter", 'shift\nexec "$@"');
  host.program("ip", "exit 0");
  host.program("df", "printf '%s\\n' Avail 4096");
  host.program("prlimit", "echo 1048576");
  // It sends what makes the kernel ask who has the address.
  host.program("bash", "exit 0");
  host.container("node-1", { programs: { systemctl: "echo running" }, state: "missing" });
  return host;
}

const environment = {
  NAME: "node-1",
  IMAGE: "localhost/microshift-okd:latest",
  ADDRESS: "10.89.0.11",
  MAC: "02:00:00:00:00:11",
  GENERATION: "1",
  FILES: files,
  IMAGE_CACHE: "",
  OUTBOUND: "none",
};

const up = (host: StandInHost, other: Readonly<Record<string, string>> = {}, input = secret) =>
  host.run("components/microshift/shell/node-up.sh", { ...environment, ...other }, input);

const creation = (host: StandInHost): string =>
  host.calls.find((call) => call.startsWith("podman create ")) ?? "";

describe("the making of a node", () => {
  it("has its files in place before it starts, and after the image's /var has been copied", () => {
    const host = hostWithNetwork();
    expect(up(host)).toEqual({ status: 0, stdout: `${container}\n`, stderr: "" });
    expect(host.calls.map((call) => call.split(" ").slice(0, 3).join(" "))).toEqual([
      "podman volume rm",
      "podman volume create",
      "podman create --pull",
      `podman init ${container}`,
      "podman cp to",
      `podman start ${container}`,
    ]);
    expect(host.read("node-1", config)).toBe("dns: {}\n");
    expect(host.modeOf("node-1", config)).toBe("644");
  });

  it("tells a secret to nobody: it is in no argument, for root alone in the node, and gone from memory", () => {
    const host = hostWithNetwork();
    expect(up(host).status).toBe(0);
    expect(host.read("node-1", pullSecret)).toBe("the pull secret\n");
    expect(host.modeOf("node-1", pullSecret)).toBe("600");
    expect(host.calls.join("\n")).not.toContain("pull secret");
    expect(host.leftInMemory).toEqual([]);
  });

  it("does without secret files", () => {
    const host = hostWithNetwork();
    expect(up(host, {}, "").status).toBe(0);
    expect(host.read("node-1", pullSecret)).toBeUndefined();
  });

  it.each([
    ["no way out has no names to ask for", { OUTBOUND: "none" }, "--dns=none"],
    ["a way out asks that for names", { OUTBOUND: "nat" }, "--dns=10.0.2.3"],
    ["its address", {}, `--network ${instance}:mac=02:00:00:00:00:11,ip=10.89.0.11`],
    ["as many open files as MicroShift asks for", {}, "--ulimit nofile=524288:524288"],
    ["its state in a volume", {}, `--volume ${container}:/var --stop-signal`],
  ])("makes one with %s", (_, other, option) => {
    const host = hostWithNetwork();
    expect(up(host, other).status).toBe(0);
    expect(creation(host)).toContain(` ${option} `);
    expect(creation(host)).toMatch(/ localhost\/microshift-okd:latest$/);
  });

  it("keeps images in a folder of the host where it is told so", () => {
    const host = hostWithNetwork();
    const cache = join(host.folder, "images");
    expect(up(host, { IMAGE_CACHE: cache }).status).toBe(0);
    expect(creation(host)).toContain(` --volume ${cache}:/var/lib/containers `);
    expect(existsSync(cache)).toBe(true);
  });

  it("asks for no more open files than the host gives", () => {
    const host = hostWithNetwork();
    host.program("prlimit", "echo 4096");
    expect(up(host).status).toBe(0);
    expect(creation(host)).toContain(" --ulimit nofile=4096:4096 ");
  });

  it("begins on an empty volume, whatever a crash has left of a former one", () => {
    const host = hostWithNetwork();
    writeFileSync(join(host.folder, "volume/.nodename"), "another");
    expect(up(host).status).toBe(0);
    expect(readdirSync(join(host.folder, "volume"))).toEqual([]);
  });
});

describe("a node that an interrupted run has left", () => {
  /** Makes the node, and tells podman that it was made by that. */
  function made(): StandInHost {
    const host = hostWithNetwork();
    expect(up(host).status).toBe(0);
    const label = /hardway\.made-from=([0-9a-f]{64}) /.exec(creation(host))?.[1] ?? "";
    writeFileSync(host.placeOf("node-1", "../made-from"), `${label}\n`);
    writeFileSync(join(host.folder, "calls/all"), "");
    return host;
  }

  it("is kept and started where it is the same", () => {
    const host = made();
    writeFileSync(host.placeOf("node-1", "../state"), "exited\n");
    const { status, stdout, stderr } = up(host);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${container}\n` });
    expect(stderr).toContain("keeping the node-1 that an interrupted run left");
    expect(host.calls).toEqual([`podman start ${container}`]);
    expect(host.leftInMemory).toEqual([]);
  });

  it.each([
    ["of another address", { ADDRESS: "10.89.0.12" }, secret],
    ["of another generation", { GENERATION: "2" }, secret],
    ["of another secret", {}, shellArchive([rootFile(pullSecret, "another\n")])],
  ])("is removed and made anew where it is one %s", (_, other, input) => {
    const host = made();
    const { status, stderr } = up(host, other, input);
    expect(status).toBe(0);
    expect(stderr).toContain("removing the unfinished node-1 that an interrupted run left");
    expect(host.calls.slice(0, 2)).toEqual([
      `podman rm --force --time 0 --volumes ${container}`,
      `podman volume rm --force ${container}`,
    ]);
  });

  it("is made anew where it was never given its files", () => {
    const host = made();
    writeFileSync(host.placeOf("node-1", "../state"), "initialized\n");
    const { status, stderr } = up(host);
    expect(status).toBe(0);
    expect(stderr).toContain("removing the unfinished node-1");
  });
});

describe("a node that cannot be made", () => {
  it("has no room: nothing is made", () => {
    const host = hostWithNetwork();
    host.program("df", "printf '%s\\n' Avail 2047");
    const { status, stderr } = up(host);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^node-1 has no room for its state and its images\n/);
    expect(stderr).toContain("seen:   2047 MiB are free, 2048 MiB are needed\n");
    expect(creation(host)).toBe("");
  });

  it("has an address that somebody else answers for: it is never set up", () => {
    const host = hostWithNetwork();
    host.program(
      "ip",
      `case $* in *"neighbour show"*) echo "10.89.0.11 lladdr 02:00:00:00:00:99 REACHABLE" ;; esac`,
    );
    const { status, stderr } = up(host);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^the address of node-1 is taken\n/);
    expect(stderr).toContain("the hardware address 02:00:00:00:00:99 answers for it");
    expect(host.calls.some((call) => call.startsWith("podman init"))).toBe(false);
  });

  it("has an image without systemd: its last words are shown", () => {
    const host = hostWithNetwork();
    host.container("node-1", { programs: { systemctl: "echo offline" }, state: "missing" });
    host.program(
      "date",
      `[ "$*" = +%s ] || exec /usr/bin/date "$@"
echo >> "$CALLS.clock"
echo $(($(wc -l < "$CALLS.clock") * 20))`,
    );
    const { status, stderr } = up(host);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^systemd does not run in node-1 within 60 s\n/);
    expect(stderr).toContain(
      "seen:   the container is running; its last words: the last words of the container\n",
    );
    expect(host.leftInMemory).toEqual([]);
  });
});
