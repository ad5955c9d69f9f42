import * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../../ignition/given";
import type { StageName } from "../../topology/stages";
import { gate } from "../gate";
import { OpenshiftBootstrap } from "./bootstrap";
import { OpenshiftControlPlane } from "./control-plane";
import type { OpenshiftFoundation } from "./foundation";
import { smokeInput, verifyInput } from "./gate-inputs";
import { OpenshiftLoadBalancer } from "./load-balancer";
import { OpenshiftWorkers } from "./workers";

/** How far an OpenShift cluster was stood up: converged, or up to the stage after which the configuration stops. */
export interface OpenshiftStanding {
  readonly stoppedAfter: StageName | undefined;
  /** Every lasting machine's files, by its name. */
  readonly files: Readonly<Record<string, pulumi.Output<Inventory>>>;
  /** What the checks of a whole cluster are given, as JSON; empty before it is whole. Secret. */
  readonly verification: pulumi.Output<string> | "";
}

/** Stands an OpenShift cluster up, stage after stage (topology/stages.ts). */
export function standUpOpenshift(foundation: OpenshiftFoundation): OpenshiftStanding {
  const { until } = foundation.plan;

  const loadBalancer = new OpenshiftLoadBalancer("load-balancer", foundation);
  if (until === "loadBalancer") return stopped(until);

  const bootstrap = new OpenshiftBootstrap("bootstrap", { foundation, loadBalancer });
  if (until === "bootstrap") return stopped(until);

  const controlPlane = new OpenshiftControlPlane("control-plane", { foundation, bootstrap });
  if (until === "controlPlane") return stopped(until);

  const workers = new OpenshiftWorkers("workers", { foundation, controlPlane });
  if (until === "workers") return stopped(until);

  const input = verifyInput(foundation);
  // Another machine is another node: what was true of the cluster is looked at again.
  const confirms = {
    files: loadBalancer.files,
    machines: [...controlPlane.machines, ...workers.machines].map(({ booted }) => booted.id),
  };
  const convergence = gate(
    "convergence",
    { foundation, gate: "openshiftVerify", input, onDelete: "forgotten", confirms },
    {
      dependsOn: [controlPlane.pivoted, ...workers.joined],
      deletedWith: foundation.platform.network,
    },
  );
  gate(
    "smoke",
    {
      foundation,
      gate: "openshiftSmoke",
      input: smokeInput(foundation),
      onDelete: "forgotten",
      confirms,
    },
    { dependsOn: convergence, deletedWith: foundation.platform.network },
  );
  return {
    stoppedAfter: undefined,
    // Nodes are left to the machine config operator, whose files the program does not know.
    files: loadBalancer.files,
    verification: pulumi.secret(pulumi.jsonStringify(input)),
  };
}

function stopped(stage: StageName): OpenshiftStanding {
  return { stoppedAfter: stage, files: {}, verification: "" };
}
