import { attempt } from "../../tools/process";
import { environmentPath } from "../../manifests/etcd/member";
import { etcdClientUrl } from "../../topology/endpoints";
import type { Machine } from "../../topology/plan";
import { membersIn } from "../e2e/support/etcd-members";
import { inMachine } from "../changes/machine";
import type { Subject } from "../faults/try-fault";

const refusalSeconds = 60;

/** Runs etcdctl on a machine of etcd; what it prints counts, even where it finds that members are not well. */
async function etcdctl({ stack, plan }: Subject, machine: Machine, words: string): Promise<string> {
  const endpoints = plan.etcdMachines.map(etcdClientUrl).join(",");
  const line = `set -a; . ${environmentPath}; etcdctl --endpoints=${endpoints} --command-timeout=2s ${words}`;
  const asked = ["exec", `${stack.instance}-${machine.name}`, "sh", "-c", line];
  return (await attempt({ program: "podman", arguments: asked, limitSeconds: 20 })).output;
}

/** How many members answer a question that needs the whole of etcd to agree, asked from one that is well. */
export async function healthyMembers(subject: Subject, asked: Machine): Promise<number> {
  const printed = await etcdctl(subject, asked, "endpoint health --write-out=json");
  const members = JSON.parse(printed) as readonly { readonly health: boolean }[];
  return members.filter(({ health }) => health).length;
}

interface EndpointStatus {
  readonly Status: {
    readonly header: { readonly member_id: number };
    readonly leader: number;
  };
  readonly Endpoint: string;
}

/** The machine whose member leads, as one of them says. */
export async function leaderOf(subject: Subject): Promise<Machine> {
  const { etcdMachines } = subject.plan;
  const [asked] = etcdMachines;
  const printed = asked && (await etcdctl(subject, asked, "endpoint status --write-out=json"));
  // Identifiers are larger than JSON's numbers are exact; three of them differ in what is left all the same.
  const members = JSON.parse(printed ?? "[]") as readonly EndpointStatus[];
  const leading = members.find(({ Status: { header, leader } }) => header.member_id === leader)?.Endpoint;
  const machine = etcdMachines.find((each) => etcdClientUrl(each) === leading);
  if (machine === undefined) throw new Error(`no member of etcd leads: ${printed ?? "none could be asked"}`);
  return machine;
}

/** The members in order, as the first machine lists them: "etcd-0 started voter". */
export async function memberList(subject: Subject): Promise<readonly string[]> {
  const [asked] = subject.plan.etcdMachines;
  if (asked === undefined) throw new Error("etcd has no machines of its own");
  return membersIn(await etcdctl(subject, asked, "member list"));
}

/** How etcd of a machine ended that does not start again by itself. */
export interface Refusal {
  /** Its exit status. */
  readonly status: string;
  /** What it said in all of its life. */
  readonly said: string;
}

/** Waits until etcd of a machine has given up to start, be it that the machine boots meanwhile. */
export async function refusalOf({ stack }: Subject, machine: string): Promise<Refusal> {
  const failed = "until systemctl is-failed --quiet etcd; do sleep 0.2; done";
  await inMachine(stack, machine, `timeout ${refusalSeconds} sh -c '${failed}'`);
  const status = await inMachine(stack, machine, "systemctl show --property=ExecMainStatus --value etcd");
  return { status: status.trim(), said: await inMachine(stack, machine, "journalctl --unit etcd.service") };
}
