import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ignitionConfig } from "../../ignition/node";
import { machineImageReference } from "../../machine-image/reference";
import { publicFile } from "../../manifests/file";
import { tracesOf } from "../e2e/support/traces";

jest.setTimeout(120_000);

/**
 * Podman that is cut off while it removes a volume has forgotten it and not yet deleted its files: the machine of the
 * same name that came next found itself on an earlier machine's /var, and switched itself off.
 */
describe("files of a volume that podman has forgotten", () => {
  const instance = `hardway-left${process.pid}`;
  const container = `${instance}-master-0`;
  const volumes = execFileSync("podman", ["info", "--format", "{{.Store.VolumePath}}"], {
    encoding: "utf8",
  }).trim();
  const mark = join(volumes, container, "_data", "lib", "ignition", "applied");
  const leave = (): void => {
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, "");
  };
  const run = (script: string, environment: Readonly<Record<string, string>>, input = ""): string =>
    execFileSync(`components/podman/${script}.sh`, {
      env: { ...process.env, INSTANCE: instance, NAME: "master-0", ...environment },
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
    });
  const traces = () => tracesOf({ name: "left", instance });

  beforeAll(() => {
    run("network-up", { PROJECT: process.cwd(), NETWORKS: "10.90.0.0/24,10.90.0.1" });
  });
  afterAll(() => {
    run("network-down", {});
  });

  it("are no part of a new machine, which boots from its own config", () => {
    leave();
    const config = ignitionConfig({
      directories: [],
      files: [publicFile("/var/lib/example/greeting", "hello")],
      units: [],
    });
    const machine = { IMAGE: machineImageReference(), ADDRESSES: "10.90.0.11", MAC: "02:00:00:00:00:11" };
    run("machine-up", { ...machine, GENERATION: "1", RESTART: "no" }, JSON.stringify(config));
    const greeting = execFileSync("podman", ["exec", container, "cat", "/var/lib/example/greeting"]);
    expect(greeting.toString()).toBe("hello");
  });

  it("are gone with the cluster", async () => {
    run("machine-down", {});
    leave();
    expect(await traces()).toContain(`file ${join(volumes, container)}`);
    run("network-down", {});
    expect(existsSync(mark)).toBe(false);
    expect(await traces()).toEqual([]);
  });
});
