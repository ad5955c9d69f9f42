import { onlyHypervisorOf } from "../../../../topology/libvirt";
import type { ClusterPlan } from "../../../../topology/plan";
import type { HostProblem } from "../judge";
import { firewallZone, type HostLoadBalancerFacts, selinuxSwitch } from "./host-load-balancer-facts";

/**
 * What may stand in the way of a load balancer on the hypervisor, and may not: a policy or a rule of the host's own that
 * nobody here reads may let HAProxy through all the same. So it is shown, and keeps nothing from being made.
 */
export function hostLoadBalancerHints(
  facts: HostLoadBalancerFacts | undefined,
  plan: ClusterPlan,
): readonly HostProblem[] {
  if (facts === undefined) return [];
  const where = onlyHypervisorOf(plan).uri;
  const { denied, closed } = facts;
  return [
    ...denied.map((name) => ({
      what: "SELinux may keep HAProxy from the ports of the load balancer",
      where,
      seen: `it enforces its policy, and ${name} is not on`,
      why: "the usual policy lets HAProxy listen at and connect to ports of the Web alone",
      remedy: `setsebool -P ${selinuxSwitch} 1, there`,
    })),
    ...(closed.length === 0
      ? []
      : [
          {
            what: "firewalld may keep machines from the load balancer",
            where,
            seen: `its zone ${firewallZone} has not open: ${closed.join(", ")}`,
            why: "libvirt puts the network of the machines into that zone, where what is not open is refused",
            remedy: `firewall-cmd --permanent --zone=${firewallZone} ${closed.map((port) => `--add-port=${port}`).join(" ")} && firewall-cmd --reload, there`,
          },
        ]),
  ];
}
