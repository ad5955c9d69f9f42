import * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../../ignition/given";
import type { StageName } from "../../topology/stages";
import { gate } from "../gate";
import { OpenshiftBootstrap } from "./bootstrap";
import { OpenshiftControlPlane } from "./control-plane";
import { OpenshiftFirstControlPlane } from "./first-control-plane";
import type { OpenshiftFoundation } from "./foundation";
import { smokeInput, verifyInput } from "./gate-inputs";
import { OpenshiftGrowingControlPlane } from "./growing-control-plane";
import { OpenshiftLoadBalancer } from "./load-balancer";
import type { OpenshiftMachine } from "./machine";
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
  const { until, openshift } = foundation.plan;
  if (openshift.inPlace !== undefined) return standUpInPlace(foundation);

  const loadBalancer = new OpenshiftLoadBalancer("load-balancer", foundation);
  if (until === "loadBalancer") return stopped(until);

  const bootstrap = new OpenshiftBootstrap("bootstrap", { foundation, loadBalancer });
  if (until === "bootstrap") return stopped(until);

  const controlPlane = new OpenshiftControlPlane("control-plane", { foundation, bootstrap });
  if (until === "controlPlane") return stopped(until);

  const workers = new OpenshiftWorkers("workers", { foundation, controlPlane });
  if (until === "workers") return stopped(until);

  return converged(foundation, {
    files: loadBalancer.files,
    machines: [...controlPlane.machines, ...workers.machines],
    after: [controlPlane.pivoted, ...workers.joined],
  });
}

/** Stands a cluster up that begins on its first control plane. */
function standUpInPlace(foundation: OpenshiftFoundation): OpenshiftStanding {
  const { until } = foundation.plan;

  const first = new OpenshiftFirstControlPlane("first-control-plane", { foundation });
  if (until === "bootstrap") return stopped(until);

  const { machines, grown } = new OpenshiftGrowingControlPlane("control-plane", { foundation, first });
  if (until === "controlPlane") return stopped(until);

  return converged(foundation, { files: {}, machines, after: [grown] });
}

/** What a cluster is made of whose machines have joined. */
interface Joined {
  /** The files of machines that are the program's own: nodes are left to the machine config operator. */
  readonly files: OpenshiftStanding["files"];
  readonly machines: readonly OpenshiftMachine[];
  readonly after: readonly pulumi.Resource[];
}

/** The last steps of `up`: every check holds, and an application runs. */
function converged(foundation: OpenshiftFoundation, { files, machines, after }: Joined): OpenshiftStanding {
  const { network } = foundation.platform;
  const input = verifyInput(foundation);
  // Another machine is another node: what was true of the cluster is looked at again.
  const args = {
    foundation,
    onDelete: "forgotten",
    confirms: { files, machines: machines.map(({ booted }) => booted.id) },
  } as const;
  const convergence = gate(
    "convergence",
    { ...args, gate: "openshiftVerify", input },
    { dependsOn: [...after], deletedWith: network },
  );
  gate(
    "smoke",
    { ...args, gate: "openshiftSmoke", input: smokeInput(foundation) },
    { dependsOn: convergence, deletedWith: network },
  );
  return { stoppedAfter: undefined, files, verification: pulumi.secret(pulumi.jsonStringify(input)) };
}

function stopped(stage: StageName): OpenshiftStanding {
  return { stoppedAfter: stage, files: {}, verification: "" };
}
