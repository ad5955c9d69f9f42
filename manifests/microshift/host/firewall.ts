import type { MicroshiftPlan } from "../../../topology/microshift/plan";

/** A rule of firewalld. */
interface FirewallRule {
  /** As firewall-cmd has it, to be added or removed. */
  readonly rule: `source=${string}` | `port=${string}` | `service=${string}`;
  /** `default`: the zone that the host's interfaces are in, usually public. */
  readonly zone: "trusted" | "default";
  readonly why: string;
}

/** From where pods reach services of the host itself. */
const hostEndpoint = "169.254.169.1";

/** The ports that MicroShift's users come in by. */
const always: readonly FirewallRule[] = [
  { rule: `source=${hostEndpoint}`, zone: "trusted", why: "services that end at the host itself" },
  { rule: "port=6443/tcp", zone: "default", why: "the API, which this program asks from outside" },
  { rule: "port=80/tcp", zone: "default", why: "the router" },
  { rule: "port=443/tcp", zone: "default", why: "the router" },
];

const multicastDns: readonly FirewallRule[] = [
  { rule: "service=mdns", zone: "default", why: "names that end in .local are answered by multicast DNS" },
];

const dns: readonly FirewallRule[] = [
  { rule: "service=dns", zone: "default", why: "others ask the host's dnsmasq for *.apps" },
];

/**
 * What firewalld must let pass (facts: microshift.md, A5). Services' own network and the address that the API advertises
 * need no rule; node ports have none, as whoever makes such a Service decides who may reach it.
 */
export function firewallRules(plan: MicroshiftPlan): readonly FirewallRule[] {
  const pods = { rule: `source=${plan.networks.pod.cidr}`, zone: "trusted", why: "pods" } as const;
  return [
    pods,
    ...always,
    ...(plan.domain.endsWith(".local") ? multicastDns : []),
    ...(plan.wildcardDns === undefined ? [] : dns),
  ];
}

/** The rules as the script on the host takes them: a zone and a rule on each line. */
export function firewallText(plan: MicroshiftPlan): string {
  return firewallRules(plan)
    .map(({ zone, rule }) => `${zone} ${rule}`)
    .join("\n");
}
