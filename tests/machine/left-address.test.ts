import { execFileSync } from "node:child_process";
import { ignitionConfig } from "../../ignition/node";
import { MachineScripts } from "./scripts";

jest.setTimeout(120_000);

/** Outside of the network namespace podman cannot take a container's network apart, and does not give its address back. */
describe("the address of a machine that somebody removed by hand", () => {
  const scripts = new MachineScripts(`hardway-held${process.pid}`);
  const config = ignitionConfig({ directories: [], files: [], units: [] });

  beforeAll(() => {
    scripts.networkUp();
    expect(scripts.machineUp(config)).toMatchObject({ exitCode: 0 });
    execFileSync("podman", ["rm", "--force", "--time", "0", scripts.container], { stdio: "ignore" });
  });
  afterAll(() => {
    scripts.networkDown();
  });

  it("stays taken, which the next machine says, and what frees it", () => {
    const { exitCode, errors } = scripts.machineUp(config);
    expect(exitCode).not.toBe(0);
    expect(errors).toContain("podman keeps it taken until the network is gone");
    expect(errors).toContain('else "make destroy" and "make up"');
  });

  it("is free after that", () => {
    scripts.networkDown();
    scripts.networkUp();
    expect(scripts.machineUp(config)).toMatchObject({ exitCode: 0 });
  });
});
