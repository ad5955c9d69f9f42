import * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../ignition/given";
import type { LedgerEntry } from "../pki/ledger";
import type { ApiStart } from "./api-start";
import type { ClusterServices } from "./cluster-services";
import { Component } from "./component";
import type { ControlPlane } from "./control-plane";
import type { Etcd } from "./etcd";
import type { Foundation } from "./foundation";
import { gate } from "./gate";
import { verifyInput } from "./gate-inputs";
import type { LoadBalancing } from "./load-balancer";
import type { Machine } from "./machine";
import type { Workers } from "./workers";

/** What the Verification is made from. */
export interface VerificationArgs {
  readonly foundation: Foundation;
  readonly etcd: Etcd | undefined;
  readonly loadBalancer: LoadBalancing;
  readonly start: ApiStart;
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
    const { foundation, etcd, loadBalancer, start, controlPlane, services, workers } = args;
    // The bootstrap machine is not among them: it is made once and gone after the pivot.
    const lasting = [
      ...(etcd?.machines ?? []),
      ...loadBalancer.machines,
      ...controlPlane.machines,
      ...workers.machines,
    ];
    this.files = { ...filesOf(lasting), ...loadBalancer.files };
    const certified = new Set([start.machine, ...lasting]);
    this.certificates = foundation.secrets.ledger([...certified].map(({ bundle }) => bundle));
    const input = verifyInput(foundation, this.certificates);
    gate(
      this.nameOf("healthy"),
      { foundation, gate: "verify", input, onDelete: "forgotten", confirms: this.files },
      {
        parent: this,
        // Where there are no workers, nothing else comes after the last control plane.
        dependsOn: [...services.running, controlPlane.pivoted, ...workers.joined],
        deletedWith: foundation.platform.network,
      },
    );
    this.input = pulumi.secret(pulumi.jsonStringify(input));
    this.registerOutputs({});
  }
}

function filesOf(machines: readonly Machine[]): Readonly<Record<string, pulumi.Output<Inventory>>> {
  return Object.fromEntries(machines.map(({ planned, files }) => [planned.name, files]));
}
