import type { EnvVar } from "../../kubernetes/api-types";
import { kubeVip } from "./kube-vip-names";
import type { VirtualAddressPlan } from "./virtual-address-plan";

/** A variable of kube-vip: its value by the plan, or the field of the pod that has it. */
type Row = ({ readonly value: (plan: VirtualAddressPlan) => string } | { readonly fieldPath: string }) & {
  readonly why: string;
};

const always =
  (value: string): (() => string) =>
  () =>
    value;

/** How kube-vip is told what to do (facts: microshift.md, B12). Its durations are in seconds. */
export const kubeVipVariables = {
  vip_arp: {
    value: always("true"),
    why: "the holder says by ARP where the address is, which needs nothing of routers",
  },
  port: { value: ({ api }) => String(api.port), why: "the API's port, which the address is for" },
  vip_interface: {
    value: ({ virtualAddress }) => virtualAddress.interface,
    why: "not the interface with the node's own address, which the virtual one would then come second to",
  },
  vip_subnet: {
    value: always("32"),
    why: "a host's address alone brings no route; left out, kube-vip takes the interface's prefix, and vip_cidr, by which its older versions and MicroShift's fork call it, is not read at all",
  },
  cp_enable: { value: always("true"), why: "it holds the API's address" },
  cp_namespace: { value: always(kubeVip.namespace), why: "the lease of the API's address is there" },
  svc_enable: { value: always("true"), why: "it holds the addresses of Services as well" },
  svc_election: {
    value: always("false"),
    why: "one node holds the addresses of all Services: a lease for each would cost a renewal a second for each",
  },
  vip_leaderelection: { value: always("true"), why: "one node at a time holds an address" },
  vip_leasename: {
    value: always("microshift-vip"),
    why: "MicroShift's own name: with another the kube-vip of before and the one of after a change would both lead",
  },
  vip_leaseduration: { value: always("5"), why: "so long a lost node's address is nobody's" },
  vip_renewdeadline: {
    value: always("3"),
    why: "a holder that cannot renew lets go before another takes over",
  },
  vip_retryperiod: { value: always("1"), why: "two renewals may fail before the deadline" },
  vip_nodename: {
    fieldPath: "spec.nodeName",
    why: "the lease names its holder as kubectl get nodes does, whatever the host calls itself",
  },
  address: { value: ({ virtualAddress }) => virtualAddress.address, why: "the API's address" },
  prometheus_server: { value: always(":2112"), why: "its measurements" },
  KUBERNETES_SERVICE_HOST: {
    value: always("localhost"),
    why: "its own node's API server: a Service's address needs the pod network, the virtual address needs kube-vip itself, and a node whose API server is down cannot renew and so loses the address. By this name MicroShift shows the certificate that service accounts trust; for the node's address it may be the external one, which they do not",
  },
  KUBERNETES_SERVICE_PORT: { value: ({ api }) => String(api.port), why: "the port of that API server" },
} as const satisfies Readonly<Record<string, Row>>;

/** The variables as a container has them. */
export function kubeVipEnvironment(plan: VirtualAddressPlan): EnvVar[] {
  return Object.entries<Row>(kubeVipVariables).map(([name, row]) =>
    "value" in row
      ? { name, value: row.value(plan) }
      : { name, valueFrom: { fieldRef: { fieldPath: row.fieldPath } } },
  );
}
