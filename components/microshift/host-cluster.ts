import * as pulumi from "@pulumi/pulumi";
import { credentialOf } from "../../manifests/microshift/kubeconfig";
import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { gate } from "../gate";
import type { Platform } from "../platform";
import type { MicroshiftStanding } from "./cluster";
import { makeDemo } from "./demo";
import { readyInput, verifyInput } from "./gate-inputs";
import { type HostConnection, MicroshiftHost } from "./host/host";

/** What a cluster of one host is made from. */
export interface HostClusterArgs {
  readonly plan: MicroshiftPlan;
  readonly connection: HostConnection;
  /** Undefined where images need none. Secret. */
  readonly pullSecret: pulumi.Output<string> | undefined;
  /** By what gates run: this host reaches the other one by itself. */
  readonly platform: Pick<Platform, "inNetwork" | "channel" | "pace">;
  /** What must be there before the host can be logged in to. */
  readonly after: readonly pulumi.Resource[];
  /** With what the host goes; undefined where it stays, and is left as it was found. */
  readonly deletedWith: pulumi.Resource | undefined;
}

/** Stands MicroShift up on one host, and waits until all that its version brings runs. */
export function standUpOnHost(args: HostClusterArgs): MicroshiftStanding {
  const { plan, connection, pullSecret, platform, after } = args;
  const gone = args.deletedWith === undefined ? {} : { deletedWith: args.deletedWith };
  const foundation = { platform };
  const host = new MicroshiftHost(
    "host",
    { plan, nodeName: plan.nodes[0]?.name ?? "", connection, pullSecret, after },
    gone,
  );
  const { kubeconfig, nodeName } = host;
  const known = pulumi.all([kubeconfig, nodeName]).apply(([text, name]) => ({
    plan: { ...plan, nodes: plan.nodes.map((node) => ({ ...node, name, address: connection.host })) },
    // etcd listens on the host's own loopback (reachesEtcd).
    access: { kubeconfig: text, api: credentialOf(text), etcd: credentialOf(text) },
  }));
  const ready = gate(
    "ready",
    {
      foundation,
      gate: "microshiftReady",
      input: pulumi.secret(known.apply((all) => readyInput(all.plan, pulumi.output(all.access)))),
      onDelete: "forgotten",
      confirms: host.ready.id,
    },
    { dependsOn: [host.ready], ...gone },
  );
  const demo = makeDemo({ plan, kubeconfig, after: [ready], deletedWith: args.deletedWith });
  const input = pulumi.secret(known.apply((all) => verifyInput(all.plan, pulumi.output(all.access))));
  gate(
    "verification",
    { foundation, gate: "microshiftVerify", input, onDelete: "forgotten", confirms: host.ready.id },
    { dependsOn: [ready, ...demo], ...gone },
  );
  return { kubeconfig, verification: pulumi.secret(pulumi.jsonStringify(input)) };
}
