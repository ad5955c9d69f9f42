import type * as pulumi from "@pulumi/pulumi";
import type { Machine } from "./machine";

/** How a cluster comes to its first API server: what the control plane and its users wait for. */
export interface ApiStart {
  /** The API answers through the load balancers. */
  readonly apiReady: pulumi.Resource;
  /** The machine of the first API server: the bootstrap machine, or a control plane. */
  readonly machine: Machine;
}
