import * as pulumi from "@pulumi/pulumi";
import { reachedAt } from "../../manifests/microshift/kubeconfig";
import { isFounder, type MicroshiftRole, reachesEtcd } from "../../topology/microshift/plan";
import { gate } from "../gate";
import { type MicroshiftAccess, readAccess } from "./access";
import { makeDemo } from "./demo";
import type { MicroshiftFoundation } from "./foundation";
import { addressInput, readyInput, verifyInput } from "./gate-inputs";
import { Node } from "./node";

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
  const beginning = begin(foundation, now);
  const controlPlanes = joinOneByOne(beginning, "controlPlane", beginning.begun);
  const settled = askOwnEtcd(beginning, controlPlanes);
  const usable = makeAddressUsable(beginning, settled);
  const workers = joinOneByOne(beginning, "worker", usable);

  const { access } = beginning;
  const kubeconfig = pulumi.secret(access.apply((known) => fromThisHost(foundation, known.kubeconfig)));
  const { plan, platform } = foundation;
  const after = [platform.wayToApi, workers.last];
  const demo = makeDemo({ plan, kubeconfig, after, deletedWith: platform.network });
  const nodes = [...beginning.nodes, ...controlPlanes.nodes, ...workers.nodes];
  const verification = verify(beginning, nodes, [workers.last, ...demo]);
  return { kubeconfig, verification };
}

/** A cluster that has begun, and how it is reached. */
interface Beginning {
  readonly foundation: MicroshiftFoundation;
  readonly access: pulumi.Output<MicroshiftAccess>;
  /** The node that has begun it; none where that has left. */
  readonly nodes: readonly Node[];
  /** What others join after. */
  readonly begun: pulumi.CustomResource;
}

/** Nodes that have joined, and what comes after the last of them. */
interface Joined {
  readonly nodes: readonly Node[];
  readonly last: pulumi.CustomResource;
}

function begin(foundation: MicroshiftFoundation, now: Date): Beginning {
  const { plan, platform, roster } = foundation;
  const [founder] = plan.nodes
    .filter(isFounder)
    .map((node) => new Node(node.name, { foundation, node, access: undefined, after: [] }));
  const { read, access } = readAccess("access", { foundation, now, after: [founder?.attached ?? roster] });
  const ready = gate(
    "ready",
    {
      foundation,
      gate: "microshiftReady",
      input: readyInput(plan, access),
      onDelete: "forgotten",
      // Where there is a gate for its membership, that one looks again: a first node that comes back is no voter before.
      confirms: reachesEtcd(plan) ? undefined : founder?.files,
    },
    { dependsOn: [read], deletedWith: platform.network },
  );
  const begun = founder === undefined || !reachesEtcd(plan) ? ready : founder.admit(access, [ready]);
  return { foundation, access, nodes: founder === undefined ? [] : [founder], begun };
}

function joinOneByOne(
  { foundation, access }: Beginning,
  role: MicroshiftRole,
  previous: pulumi.CustomResource,
): Joined {
  const nodes: Node[] = [];
  let last = previous;
  for (const node of foundation.plan.nodes.filter((each) => each.role === role && !isFounder(each))) {
    const joining = new Node(node.name, { foundation, node, access, after: [last] });
    last = joining.admit(access, [last]);
    nodes.push(joining);
  }
  return { nodes, last };
}

/** When all of them vote: while there are two, the restart of either would leave etcd without a quorum. */
function askOwnEtcd(beginning: Beginning, { nodes, last }: Joined): pulumi.CustomResource {
  const { plan } = beginning.foundation;
  if (plan.joinAs === "voter" || plan.virtualAddress === undefined) return last;
  // The node that has begun the cluster may have come back as a learner.
  return [...beginning.nodes, ...nodes].reduce((previous, node) => node.askOwnEtcd(previous), last);
}

/** It is told to be usable once; whether it is later on, the verification looks. */
function makeAddressUsable(
  { foundation, access }: Beginning,
  after: pulumi.CustomResource,
): pulumi.CustomResource {
  const { plan, platform } = foundation;
  if (plan.virtualAddress === undefined) return after;
  const input = addressInput(plan, plan.virtualAddress.usableFrom, access);
  return gate(
    "virtual-address",
    { foundation, gate: "microshiftAddress", input, onDelete: "forgotten" },
    { dependsOn: [after], deletedWith: platform.network, ignoreChanges: ["stdin"] },
  );
}

/** Returns what the checks are given, as JSON. Secret. */
function verify(
  { foundation, access }: Beginning,
  nodes: readonly Node[],
  after: readonly pulumi.Resource[],
): pulumi.Output<string> {
  const input = verifyInput(foundation.plan, access);
  gate(
    "verification",
    {
      foundation,
      gate: "microshiftVerify",
      input,
      onDelete: "forgotten",
      confirms: nodes.map(({ files }) => files),
    },
    { dependsOn: [...after], deletedWith: foundation.platform.network },
  );
  return pulumi.secret(pulumi.jsonStringify(input));
}

/** The API's certificate has its name in the cluster's domain, and not the loopback address of this host. */
function fromThisHost({ plan: { api, domain } }: MicroshiftFoundation, kubeconfig: string): string {
  return reachedAt(kubeconfig, {
    url: `https://127.0.0.1:${api.forwardedPort}`,
    serverName: `api.${domain}`,
  });
}
