import { execFile, execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";

const instance = "hardway-test-outbound";
const state = `/var/lib/hardway/${instance}`;
let server: Server;

/** An address of this host that is not its loopback's. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const found = all.find(({ family, internal }) => family === "IPv4" && !internal);
  if (found === undefined) throw new Error("this host has no IPv4 address but that of its loopback");
  return found.address;
}

function run(name: "outbound-up" | "outbound-down") {
  const env = { PATH: process.env["PATH"], INSTANCE: instance, SECRET: "of the caller" };
  return spawnSync(`components/podman/${name}.sh`, [], { env, encoding: "utf8" });
}

/** What a program in the namespace is answered at an address of the server's port; undefined where nobody answers. */
function ask(address: string): Promise<string | undefined> {
  const { port } = server.address() as AddressInfo;
  const url = `http://${address}:${port}`;
  return new Promise((resolve) => {
    const curl = ["curl", "--silent", "--max-time", "3", url];
    // The server is this process's own: it must be free to answer.
    execFile("nsenter", [`--net=/run/netns/${instance}`, ...curl], (error, stdout) => {
      resolve(error === null ? stdout : undefined);
    });
  });
}

beforeAll(async () => {
  mkdirSync(state, { recursive: true });
  execFileSync("ip", ["netns", "add", instance]);
  server = createServer((_, response) => response.end("from outside")).listen(0, "0.0.0.0");
  await once(server, "listening");
});

afterAll(() => {
  run("outbound-down");
  execFileSync("ip", ["netns", "delete", instance]);
  rmSync(state, { recursive: true });
  server.close();
});

describe("the way out of a cluster's network", () => {
  it("is none before it is made", async () => {
    expect(await ask(ownAddress())).toBeUndefined();
  });

  it("leads outside, and not to the host's own loopback", async () => {
    expect(run("outbound-up")).toMatchObject({ status: 0, stdout: "outbound0\n" });
    expect(await ask(ownAddress())).toBe("from outside");
    expect(await ask("10.0.2.2")).toBeUndefined();
  });

  it("is made anew by another run, and is one program all the same", async () => {
    expect(run("outbound-up").status).toBe(0);
    expect(await ask(ownAddress())).toBe("from outside");
    const programs = execFileSync("pgrep", ["--full", `^slirp4netns .*${instance}`], { encoding: "utf8" });
    expect(programs.trim().split("\n")).toHaveLength(1);
    const environment = execFileSync("cat", [`/proc/${programs.trim()}/environ`], { encoding: "utf8" });
    expect(environment).not.toContain("of the caller");
  });

  it("is gone when it is ended, which may be asked for twice", async () => {
    expect(run("outbound-down").status).toBe(0);
    expect(run("outbound-down").status).toBe(0);
    expect(await ask(ownAddress())).toBeUndefined();
    expect(existsSync(`${state}/outbound.pid`)).toBe(false);
  });
});
