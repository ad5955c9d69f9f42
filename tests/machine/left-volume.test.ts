import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ignitionConfig } from "../../ignition/node";
import { publicFile } from "../../manifests/file";
import { tracesOf } from "../e2e/support/traces";
import { MachineScripts } from "./scripts";

jest.setTimeout(120_000);

/**
 * Podman that is cut off while it removes a volume has forgotten it and not yet deleted its files: the machine of the
 * same name that came next found itself on an earlier machine's /var, and switched itself off.
 */
describe("files of a volume that podman has forgotten", () => {
  const scripts = new MachineScripts(`hardway-left${process.pid}`);
  const { instance, container } = scripts;
  const volumes = execFileSync("podman", ["info", "--format", "{{.Store.VolumePath}}"], {
    encoding: "utf8",
  }).trim();
  const mark = join(volumes, container, "_data", "lib", "ignition", "applied");
  const leave = (): void => {
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, "");
  };
  const traces = () => tracesOf({ name: "left", instance });

  beforeAll(async () => {
    await scripts.networkUp();
  });
  afterAll(async () => {
    await scripts.networkDown();
  });

  it("are no part of a new machine, which boots from its own config", async () => {
    leave();
    const config = ignitionConfig({
      directories: [],
      files: [publicFile("/var/lib/example/greeting", "hello")],
      units: [],
    });
    expect(await scripts.machineUp(config)).toMatchObject({ exitCode: 0 });
    const greeting = execFileSync("podman", ["exec", container, "cat", "/var/lib/example/greeting"]);
    expect(greeting.toString()).toBe("hello");
  });

  it("are gone with the cluster", async () => {
    await scripts.machineDown();
    leave();
    expect(await traces()).toContain(`file ${join(volumes, container)}`);
    await scripts.networkDown();
    expect(existsSync(mark)).toBe(false);
    expect(await traces()).toEqual([]);
  });
});
