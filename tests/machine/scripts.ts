import { spawnSync } from "node:child_process";
import { machineImageReference } from "../../machine-image/reference";

/** What a script of components/podman ended with. */
export interface Ended {
  readonly exitCode: number | null;
  readonly errors: string;
}

/** The scripts by which podman's machines come and go, run for an instance of a test's own, with one machine. */
export class MachineScripts {
  readonly container: string;

  constructor(readonly instance: string) {
    this.container = `${instance}-master-0`;
  }

  /** Makes the network, which has one family. */
  networkUp(): void {
    this.well("network-up", { PROJECT: process.cwd(), NETWORKS: "10.90.0.0/24,10.90.0.1" });
  }

  networkDown(): void {
    this.well("network-down");
  }

  /** Makes the machine and boots it by an Ignition config. */
  machineUp(config: object, address = "10.90.0.11"): Ended {
    const machine = { IMAGE: machineImageReference(), ADDRESSES: address, MAC: "02:00:00:00:00:11" };
    return this.run("machine-up", { ...machine, GENERATION: "1", RESTART: "no" }, JSON.stringify(config));
  }

  machineDown(): void {
    this.well("machine-down");
  }

  private well(script: string, environment: Readonly<Record<string, string>> = {}): void {
    const { exitCode, errors } = this.run(script, environment);
    if (exitCode !== 0) throw new Error(`${script} ended with ${exitCode}: ${errors}`);
  }

  private run(script: string, environment: Readonly<Record<string, string>>, input = ""): Ended {
    const { status, stderr } = spawnSync(`components/podman/${script}.sh`, {
      env: { ...process.env, INSTANCE: this.instance, NAME: "master-0", ...environment },
      input,
      encoding: "utf8",
    });
    return { exitCode: status, errors: stderr };
  }
}
