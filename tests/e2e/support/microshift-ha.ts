import type { MicroshiftRole } from "../../../topology/microshift/plan";
import { inMachine } from "../../changes/machine";
import { openLedger } from "../../ha/ledger";
import type { HaSubject } from "../../ha/look";
import { contractImageReference, ensureContractImage } from "../../microshift/contract/image";
import { usualVariant } from "../../microshift/contract/names";
import { ensureMachineImage } from "../../../machine-image/image";
import { changesOnly } from "../../../tools/report";
import { anyPlanOf } from "../../support/plan";
import { adminCredentials } from "./availability";
import { membersIn } from "./etcd-members";
import { kubeconfigOf, type TestStack } from "./stack";

/** Makes the image that stands in for MicroShift's, where it is missing. */
export async function ensureContract(): Promise<void> {
  await ensureMachineImage(changesOnly);
  await ensureContractImage(changesOnly, usualVariant);
}

/** The virtual address of clusters in the usual network. */
export const virtualAddress = "10.90.0.100";

/** The configuration of a highly available cluster with nodes of these roles by their ids. */
export function haConfig(
  nodes: Readonly<Record<number, MicroshiftRole>>,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    distribution: "microshift",
    topology: "ha",
    microshift: {
      image: contractImageReference(usualVariant),
      outbound: "none",
      nodes: Object.entries(nodes).map(([id, role]) => ({ id: Number(id), role })),
      ...more,
    },
  } as const;
}

/** A cluster that is up, with a place where the writer may write; it is asked at its virtual address. */
export async function microshiftSubject(stack: TestStack): Promise<HaSubject> {
  const [kubeconfig, credentials] = [await kubeconfigOf(stack), await adminCredentials(stack)];
  const plan = anyPlanOf({ topology: "sno-plus", apiAddress: virtualAddress });
  const subject = { stack, plan, credentials, kubeconfig };
  await openLedger(subject);
  return subject;
}

/** Where a control plane has what etcd asks of its clients. */
const certs = "/var/lib/microshift/certs/etcd-signer";

/** The members of etcd as a node's own lists them: "node-1 started voter". */
export async function membersOn(stack: TestStack, node: string): Promise<readonly string[]> {
  const client = `${certs}/apiserver-etcd-client/client`;
  const options = `--cacert=${certs}/ca.crt --cert=${client}.crt --key=${client}.key`;
  return membersIn(
    await inMachine(stack, node, `etcdctl ${options} --endpoints=https://127.0.0.1:2379 member list`),
  );
}

/** The nodes, of some that run, that have the virtual address. */
export async function holdersOf(stack: TestStack, nodes: readonly string[]): Promise<readonly string[]> {
  const shown = await Promise.all(
    nodes.map((node) => inMachine(stack, node, `ip -oneline address show to ${virtualAddress}`)),
  );
  return nodes.filter((_, index) => shown[index] !== "");
}

/** The address by which a node reaches the API first, as its own list of control planes has it. */
export function asksFirst(stack: TestStack, node: string): Promise<string> {
  const list = "/var/lib/microshift/.cluster-config";
  return inMachine(stack, node, `sed -nE 's/^controlplane[:=] *"?([0-9.]+).*/\\1/p' ${list}`);
}
