import { onlyHypervisorOf } from "../../../../topology/libvirt";
import type { ClusterPlan } from "../../../../topology/plan";
import type { HostProblem } from "../judge";
import type { HostLoadBalancerFacts } from "./host-load-balancer-facts";

type Judge = (facts: HostLoadBalancerFacts, plan: ClusterPlan) => readonly HostProblem[];

const orMachines = "have machines be load balancers: pulumi config set --path libvirt.loadBalancer machines";

const judges: readonly Judge[] = [
  ({ user }, plan) =>
    user === 0
      ? []
      : [
          {
            what: "the load balancer on the hypervisor cannot be set up by this user",
            where: onlyHypervisorOf(plan).uri,
            seen: `programs run there as the user with the number ${user}`,
            why: "a unit of systemd and addresses of a bridge are root's affair",
            remedy: `run as root, or go there as root (qemu+ssh://root@host/system), or ${orMachines}`,
          },
        ],
  ({ lacks }, plan) =>
    lacks.includes("systemd")
      ? [
          {
            what: "systemd does not run on the hypervisor",
            where: onlyHypervisorOf(plan).uri,
            seen: "there is no /run/systemd/system",
            why: "it starts the load balancer, again at every boot",
            remedy: orMachines,
          },
        ]
      : [],
  ({ lacks }, plan) => {
    const programs = lacks.filter((program) => program !== "systemd");
    if (programs.length === 0) return [];
    return [
      {
        what: "the hypervisor lacks programs of its load balancer",
        where: onlyHypervisorOf(plan).uri,
        seen: `not there: ${programs.join(", ")}`,
        why: "haproxy passes connections on, by socat it is given orders, and ss shows who listens",
        remedy: `install them there (apt-get install haproxy socat iproute2, or dnf install haproxy socat iproute), or ${orMachines}`,
      },
    ];
  },
  ({ listeners }, plan) =>
    listeners
      .filter((listener) => /^(0\.0\.0\.0|\*|\[::\]):/.test(listener))
      .map((listener) => ({
        what: "another program of the hypervisor has a port of the load balancer at every address",
        where: onlyHypervisorOf(plan).uri,
        seen: `something listens at ${listener}`,
        why: "the load balancer could not listen there at the API's address",
        remedy: `end it, or have it listen at addresses of its own (ss -ltnp shows which it is), or ${orMachines}`,
      })),
];

/** All that stands in the way of a load balancer on the hypervisor; nothing where it is no load balancer. */
export function hostLoadBalancerProblems(
  facts: HostLoadBalancerFacts | undefined,
  plan: ClusterPlan,
): readonly HostProblem[] {
  if (facts === undefined) return [];
  if (facts.refusal === "") return judges.flatMap((judge) => judge(facts, plan));
  return [
    {
      what: "no program can be run on the hypervisor, which is to be the load balancer",
      where: onlyHypervisorOf(plan).uri,
      seen: facts.refusal,
      why: "it is entered as libvirt's client does it: by SSH, with this user's keys, and nobody there to be asked",
      remedy: `see whether one can log in there without a question (ssh -o BatchMode=yes), or ${orMachines}`,
    },
  ];
}
