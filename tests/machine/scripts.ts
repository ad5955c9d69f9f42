import { machineImageReference } from "../../machine-image/reference";
import { attempt, capture, type Ended } from "../../tools/process";
import { componentScript, networkDown, networkUp } from "../support/component-script";

/** The scripts by which podman's machines come and go, run for an instance of a test's own, with one machine. */
export class MachineScripts {
  readonly container: string;
  private readonly machine: { readonly INSTANCE: string; readonly NAME: string };

  constructor(readonly instance: string) {
    this.machine = { INSTANCE: instance, NAME: "master-0" };
    this.container = `${instance}-master-0`;
  }

  /** Makes the network, which has one family. */
  async networkUp(): Promise<void> {
    await capture(networkUp(this.instance, "10.90.0"));
  }

  async networkDown(): Promise<void> {
    await capture(networkDown(this.instance));
  }

  /** Makes the machine and boots it by an Ignition config; it may fail. */
  machineUp(config: object, address = "10.90.0.11"): Promise<Ended> {
    const made = { IMAGE: machineImageReference(), ADDRESSES: address, MAC: "02:00:00:00:00:11" };
    const environment = { ...this.machine, ...made, GENERATION: "1", RESTART: "no" };
    return attempt(componentScript("podman/machine-up", environment, JSON.stringify(config)));
  }

  async machineDown(): Promise<void> {
    await capture(componentScript("podman/machine-down", this.machine));
  }
}
