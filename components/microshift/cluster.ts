import * as pulumi from "@pulumi/pulumi";
import { reachedBy } from "../../manifests/microshift/kubeconfig";
import { hasDemo } from "../../manifests/microshift/objects/demo-application";
import { isFounder, reachesEtcd } from "../../topology/microshift/plan";
import { gate } from "../gate";
import { readAccess } from "./access";
import { DemoApplication } from "./objects/demo-application";
import type { MicroshiftFoundation } from "./foundation";
import { addressInput, readyInput, verifyInput } from "./gate-inputs";
import { Node } from "./node";
import { microshiftProvider } from "./objects/provider";

/** A cluster of MicroShift that stands. */
export interface MicroshiftStanding {
  /** Reaches the API from this host. Secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** What `make status` hands to the checks, as JSON. Secret. */
  readonly verification: pulumi.Output<string>;
}

/**
 * Stands a cluster of MicroShift nodes up: the first begins it, and the others join one after the other, each when the one
 * before is a full member, as etcd and OVN take no two changes at once (facts: microshift.md, B15).
 */
export function standUpMicroshift(foundation: MicroshiftFoundation, now: Date): MicroshiftStanding {
  const { plan, platform } = foundation;
  const deletedWith = platform.network;
  const first = plan.nodes.find(isFounder);
  const founder = first && new Node(first.name, { foundation, node: first, access: undefined, after: [] });
  const { read, access } = readAccess("access", {
    foundation,
    now,
    after: founder === undefined ? [foundation.roster] : [founder.attached],
  });
  const ready = gate(
    "ready",
    { foundation, gate: "microshiftReady", input: readyInput(plan, access), onDelete: "forgotten" },
    { dependsOn: [read], deletedWith },
  );

  const begun = founder === undefined || !reachesEtcd(plan) ? ready : founder.admit(access, [ready]);
  const join = (role: "controlPlane" | "worker", previous: pulumi.CustomResource) => {
    const joined: Node[] = [];
    let last = previous;
    for (const node of plan.nodes.filter((each) => each.role === role && !isFounder(each))) {
      const joining = new Node(node.name, { foundation, node, access, after: [last] });
      last = joining.admit(access, [last]);
      joined.push(joining);
    }
    return { joined, last };
  };
  const { joined, last } = join("controlPlane", begun);
  // When all of them vote: while there are two, the restart of either would leave etcd without a quorum.
  const controlPlane =
    plan.joinAs === "learner"
      ? joined.reduce<pulumi.CustomResource>((previous, node) => node.askOwnEtcd(previous), last)
      : last;
  const usable =
    plan.virtualAddress === undefined
      ? controlPlane
      : gate(
          "virtual-address",
          {
            foundation,
            gate: "microshiftAddress",
            input: addressInput(plan, plan.virtualAddress.usableFrom, access),
            onDelete: "forgotten",
          },
          // It is told to be usable once; whether it is later on, the verification looks.
          { dependsOn: [controlPlane], deletedWith, ignoreChanges: ["stdin"] },
        );
  const { last: workers } = join("worker", usable);

  const kubeconfig = pulumi.secret(access.apply((known) => fromThisHost(foundation, known.kubeconfig)));
  const demo = makeDemo(foundation, kubeconfig, workers);
  const input = verifyInput(plan, access);
  gate(
    "verification",
    { foundation, gate: "microshiftVerify", input, onDelete: "forgotten" },
    { dependsOn: [workers, ...demo], deletedWith },
  );
  return { kubeconfig, verification: pulumi.secret(pulumi.jsonStringify(input)) };
}

/** The API's certificate has its name in the cluster's domain, and not the loopback address of this host. */
function fromThisHost({ plan: { api, domain } }: MicroshiftFoundation, kubeconfig: string): string {
  return reachedBy(kubeconfig, {
    url: `https://127.0.0.1:${api.forwardedPort}`,
    serverName: `api.${domain}`,
  });
}

function makeDemo(
  { plan, platform }: MicroshiftFoundation,
  kubeconfig: pulumi.Output<string>,
  after: pulumi.CustomResource,
): readonly pulumi.Resource[] {
  if (!hasDemo(plan)) return [];
  const provider = microshiftProvider(
    "kubernetes",
    { kubeconfig, clusterName: plan.clusterName },
    { dependsOn: [platform.wayToApi, after] },
  );
  return new DemoApplication("demo", { plan, provider, deletedWith: platform.network }).objects;
}
