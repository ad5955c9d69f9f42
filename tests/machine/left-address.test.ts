import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { ignitionConfig } from "../../ignition/node";
import { MachineScripts } from "./scripts";

jest.setTimeout(120_000);

/**
 * Podman gives a container's address back by the file of its network. Whoever removes a cluster by hand, its folder before
 * its containers, leaves the address taken for the next network of the same name.
 */
describe("the address of a machine that was removed by hand after its network's file", () => {
  const scripts = new MachineScripts(`hardway-held${process.pid}`);
  const config = ignitionConfig({ directories: [], files: [], units: [] });

  beforeAll(async () => {
    await scripts.networkUp();
    expect(await scripts.machineUp(config)).toMatchObject({ exitCode: 0 });
    rmSync(join("/var/lib/hardway", scripts.instance), { recursive: true });
    execFileSync("podman", ["rm", "--force", "--time", "0", scripts.container], { stdio: "ignore" });
    execFileSync("ip", ["netns", "delete", scripts.instance]);
    await scripts.networkUp();
  });
  afterAll(async () => {
    await scripts.networkDown();
  });

  it("stays taken, which the next machine says, and what helps", async () => {
    const { exitCode, errors } = await scripts.machineUp(config);
    expect(exitCode).not.toBe(0);
    expect(errors).toContain("podman keeps it until the host boots");
    expect(errors).toContain("give the machines other numbers (pulumi config: hostNumbers)");
  });

  it("is not that of a machine with another number", async () => {
    expect(await scripts.machineUp(config, "10.90.0.12")).toMatchObject({ exitCode: 0 });
  });
});
