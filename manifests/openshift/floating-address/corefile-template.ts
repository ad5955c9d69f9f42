import { type Family, familyOf } from "../../../topology/network";
import type { FloatingPlan } from "./floating-plan";
import { blanks } from "./places";

/** Where CoreDNS answers for its health. */
export const corednsHealthPort = 18080;

const recordTypes = { ipv4: "A", ipv6: "AAAA" } as const satisfies Readonly<Record<Family, string>>;

/**
 * The Corefile with a blank for the name server that is asked for all other names (facts: sno-plus.md, section 4). What it
 * answers itself is the shared address and never a machine's, so that it stays true when a machine is lost; the machine's
 * /etc/hosts, which the plugin would read by default, may say something else.
 */
export function corefileTemplate(plan: FloatingPlan): string {
  const { addresses } = plan.virtualRouter;
  const names = `${plan.api.fqdn} ${plan.openshift.internalApiFqdn}`;
  return `. {
    errors
    health :${corednsHealthPort}
    hosts /dev/null {
${addresses.map((address) => `        ${address} ${names}\n`).join("")}        fallthrough
    }
${(["ipv4", "ipv6"] as const).map((family) => applications(plan, family)).join("")}    forward . ${blanks.nameserver}
    cache 30
    reload
}
`;
}

/** Any name below the domain of applications; of a family that the cluster has not, that there is no such address. */
function applications({ virtualRouter, openshift }: FloatingPlan, family: Family): string {
  const type = recordTypes[family];
  const address = virtualRouter.addresses.find((each) => familyOf(each) === family);
  const answer = address === undefined ? "rcode NOERROR" : `answer "{{ .Name }} 60 IN ${type} ${address}"`;
  return `    template IN ${type} ${openshift.appsDomain} {
        ${answer}
    }
`;
}
