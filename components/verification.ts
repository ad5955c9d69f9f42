import * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../ignition/given";
import type { LedgerEntry } from "../pki/ledger";
import type { Bootstrap } from "./bootstrap";
import type { ClusterServices } from "./cluster-services";
import { Component } from "./component";
import type { ControlPlane } from "./control-plane";
import type { Foundation } from "./foundation";
import { gate } from "./gate";
import { verifyInput } from "./gate-inputs";
import type { LoadBalancer } from "./load-balancer";
import type { Machine } from "./machine";
import type { Workers } from "./workers";

/** What the Verification is made from. */
export interface VerificationArgs {
  readonly foundation: Foundation;
  readonly loadBalancer: LoadBalancer;
  readonly bootstrap: Bootstrap;
  readonly controlPlane: ControlPlane;
  readonly services: ClusterServices;
  readonly workers: Workers;
}

/** The last step of `up`: every health check passes. */
export class Verification extends Component {
  /** Every certificate, for the stack's output. */
  readonly certificates: pulumi.Output<readonly LedgerEntry[]>;
  /** Every machine's files, for the stack's output. */
  readonly files: Readonly<Record<string, pulumi.Output<Inventory>>>;
  /** What `make status` hands to the same checks, as JSON. Secret. */
  readonly input: pulumi.Output<string>;

  constructor(name: string, args: VerificationArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("Verification", name, options);
    const { foundation, loadBalancer, bootstrap, controlPlane, services, workers } = args;
    const machines = [bootstrap.machine, ...controlPlane.machines, ...workers.machines];
    // The bootstrap machine is not among them: it is made once and gone after the pivot.
    this.files = filesOf([...loadBalancer.machines, ...controlPlane.machines, ...workers.machines]);
    this.certificates = foundation.secrets.ledger(machines.map(({ bundle }) => bundle));
    const input = verifyInput(foundation, this.certificates);
    gate(
      this.nameOf("healthy"),
      { plan: foundation.plan, gate: "verify", input, onDelete: "forgotten", confirms: this.files },
      {
        parent: this,
        dependsOn: [...services.running, ...workers.joined],
        deletedWith: foundation.network.network,
      },
    );
    this.input = pulumi.secret(pulumi.jsonStringify(input));
    this.registerOutputs({});
  }
}

function filesOf(machines: readonly Machine[]): Readonly<Record<string, pulumi.Output<Inventory>>> {
  return Object.fromEntries(machines.map(({ planned, files }) => [planned.name, files]));
}
