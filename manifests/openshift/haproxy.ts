import { socketAddress } from "../../topology/network";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { timesOf } from "../../topology/pace";
import { controlPlaneHostsOf, type Machine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { boundAddresses } from "../haproxy-binds";

/** What a load balancer of OpenShift passes on besides the API; a port of the machines is that of the load balancer. */
interface Service {
  readonly frontend: string;
  readonly backend: string;
  readonly port: number;
  readonly machines: (plan: OpenshiftClusterPlan) => readonly Machine[];
  /** How a machine is asked whether it serves, as lines of `http-check`, and what to think of the answer. */
  readonly check: (plan: OpenshiftClusterPlan) => readonly string[];
}

const machineConfig: Service = {
  frontend: "machine-config",
  backend: "machine-config-servers",
  port: ports.machineConfigServer,
  machines: controlPlaneHostsOf,
  check: ({ openshift: { internalApiFqdn } }) => [
    `http-check connect ssl sni ${internalApiFqdn}`,
    `http-check send meth GET uri /healthz ver HTTP/1.1 hdr Host ${internalApiFqdn}`,
    "http-check expect status 200",
    "# Its certificate is of another authority than the API servers', and every machine that asks it verifies that itself.",
    "default-server verify none on-marked-down shutdown-sessions",
  ],
};

/** A router is asked on its port of health, whatever of its two ports is passed on. */
const router: Pick<Service, "machines" | "check"> = {
  machines: routerMachinesOf,
  check: ({ openshift: { appsDomain } }) => [
    `http-check connect port ${ports.ingressHealth}`,
    `http-check send meth GET uri /healthz/ready ver HTTP/1.1 hdr Host ${appsDomain}`,
    "http-check expect status 200",
    "# A router that ends says so first, and lets the connections finish that it has.",
  ],
};

/** Facts: openshift-hard-way.md, 8.2. */
const services: readonly Service[] = [
  machineConfig,
  { frontend: "ingress-http", backend: "routers-http", port: ports.ingressHttp, ...router },
  { frontend: "ingress-https", backend: "routers-https", port: ports.ingressHttps, ...router },
];

/**
 * What haproxy.cfg has besides the API: the machine config servers, and the routers of applications. As with the API every
 * machine that will ever serve is a backend from the start.
 */
export function openshiftSections(plan: OpenshiftClusterPlan): string {
  return services.map((service) => sectionsOf(service, plan)).join("");
}

function sectionsOf(
  { frontend, backend, port, machines, check }: Service,
  plan: OpenshiftClusterPlan,
): string {
  const { checkEvery, recheckEvery } = timesOf[plan.pace];
  // The bootstrap machine serves as long as no control plane does.
  const servers = machines(plan).map(
    ({ name, address, role }) =>
      `server ${name} ${socketAddress(address, port)}${role === "bootstrap" ? " backup" : ""}`,
  );
  const lines = [
    "balance roundrobin",
    "option httpchk",
    "option log-health-checks",
    ...check(plan),
    `default-server check inter ${checkEvery}ms fastinter ${recheckEvery}ms downinter ${recheckEvery}ms rise 1 fall 2`,
    ...servers,
  ];
  return `
frontend ${frontend}
  bind ${boundAddresses(plan, port)}
  no log
  default_backend ${backend}

backend ${backend}
${lines.map((line) => `  ${line}\n`).join("")}`;
}

/** Routers run where workloads do: on the workers, or on control planes where there are none. */
function routerMachinesOf({ workers, controlPlanes }: OpenshiftClusterPlan): readonly Machine[] {
  return workers.length > 0 ? workers : controlPlanes;
}
