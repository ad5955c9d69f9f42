import type * as pulumi from "@pulumi/pulumi";
import type { Foundation } from "./foundation";
import { gate } from "./gate";
import { apiInput } from "./gate-inputs";
import type { LoadBalancing } from "./load-balancer";
import type { Machine } from "./machine";

/** How a cluster comes to its first API server: what the control plane and its users wait for. */
export interface ApiStart {
  /** The API answers through the load balancers. */
  readonly apiReady: pulumi.Resource;
  /** The machine of the first API server: the bootstrap machine, or a control plane. */
  readonly machine: Machine;
}

/** What the gate is made from behind which the API answers. */
export interface ApiReadyArgs {
  readonly foundation: Foundation;
  readonly loadBalancer: LoadBalancing;
  readonly machine: Machine;
  /** What the API server cannot start before. */
  readonly after: readonly pulumi.Resource[];
}

/** The gate behind which the API answers through the load balancers, when the machine of the first API server has booted. */
export function apiReady(
  name: string,
  { foundation, loadBalancer, machine, after }: ApiReadyArgs,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return gate(
    name,
    {
      foundation,
      gate: "api",
      input: apiInput(foundation, machine.planned),
      onDelete: "forgotten",
      confirms: Object.values(loadBalancer.files),
    },
    {
      ...options,
      dependsOn: [machine.booted, ...after, ...loadBalancer.joined],
      deletedWith: foundation.platform.network,
    },
  );
}
