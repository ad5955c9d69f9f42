import { socketAddress } from "../topology/network";
import { isOpenshift } from "../topology/openshift/plan";
import { type ClusterPlan, controlPlaneHostsOf } from "../topology/plan";
import { timesOf } from "../topology/pace";
import { ports } from "../topology/ports";
import { type MachineFiles, type NodeFile, publicFile } from "./file";
import { boundAddresses } from "./haproxy-binds";
import { haproxyPlacesOf } from "./haproxy-places";
import { backendName, haproxyStates, reloadWithStates } from "./haproxy-states";
import { openshiftSections } from "./openshift/haproxy";

/** A function for scripts that ask whether the API is ready at an address, as a client would: ADDRESS, SECONDS. */
export function readinessFunction({ api: { fqdn, port } }: ClusterPlan, authority: string): string {
  return `ready_at() {
  curl --silent --fail --output /dev/null --max-time "$2" --cacert ${authority} \\
    --connect-to "${fqdn}:${port}:$1:${port}" "https://${fqdn}:${port}/readyz"
}
`;
}

/**
 * The load balancer in front of the API servers, on a machine of its own. `authorityPem` is the certificate by which API
 * servers prove that they are the cluster's.
 */
export function haproxy(plan: ClusterPlan, authorityPem: string): Partial<MachineFiles> {
  return {
    files: haproxyFiles(plan, authorityPem),
    units: [{ name: "haproxy.service", enabled: true, dropins: [reloadWithStates] }],
  };
}

/** What HAProxy reads, and what its reloads run, wherever it is. It holds no key: TLS passes through it. */
export function haproxyFiles(plan: ClusterPlan, authorityPem: string): readonly NodeFile[] {
  const places = haproxyPlacesOf(plan);
  return [
    haproxyStates(places, isOpenshift(plan) ? "any backend" : "one backend"),
    publicFile(places.configuration, haproxyConfiguration(plan)),
    publicFile(places.authority, authorityPem),
  ];
}

/**
 * haproxy.cfg (HAProxy 2.6). Connections pass through as they are, so TLS ends at the API server. Every machine that
 * will ever have an API server is a backend from the start: one that is not there yet is down, and no join or pivot
 * needs a reload.
 */
export function haproxyConfiguration(plan: ClusterPlan): string {
  const { connect, check, checkEvery, recheckEvery } = timesOf[plan.pace];
  const { socket, states, authority } = haproxyPlacesOf(plan);
  const checkedName = checkedNameOf(plan);
  const servers = controlPlaneHostsOf(plan).map(
    ({ name, address, role }) =>
      `  server ${name} ${socketAddress(address, ports.apiServer)}${role === "bootstrap" ? " backup fall 6" : ""}`,
  );
  return `global
  log stdout format raw local0
  maxconn 4000
  user haproxy
  group haproxy
  # Orders to drain a server come this way before its API server is started anew.
  stats socket ${socket} mode 600 level admin
  # A process that takes over from another one knows what that one knew.
  server-state-file ${states}

defaults
  mode tcp
  log global
  load-server-state-from-file global
  # On a network of the cluster's own a server that does not answer at once is gone. Attempts that still wait for it when
  # it is found to be down end with it; those that have given up before go to another one.
  timeout connect ${connect}ms
  timeout client ${plan.loadBalancerIdleSeconds}s
  timeout server ${plan.loadBalancerIdleSeconds}s
  timeout check ${check}ms
  # A watch or a shell in a pod may be silent for hours; peers that vanish are found by keep-alives instead.
  timeout tunnel 24h
  timeout client-fin 30s
  option clitcpka
  option srvtcpka
  # A backend that refuses is not asked again: servers count as up until their first check.
  retries 3
  option redispatch 1

frontend api
  bind ${boundAddresses(plan, plan.api.port)}
  # Clients hang up as they like, which looks like a failure; what counts is how the API servers are.
  no log
  default_backend ${backendName}

backend ${backendName}
  balance roundrobin
  option httpchk
  option log-health-checks
  # A frozen machine still accepts connections, so only an answer counts; and only one by an API server of this
  # cluster, by its certificate.
  http-check connect ssl sni ${checkedName}
  http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host ${checkedName}
  # An API server that is told to end says so: it gets no new connections, and those it has may finish.
  http-check expect ! string "[-]shutdown failed" error-status L7OKC
  http-check expect status 200
  # Whatever else fails is lost: its connections are closed, so that clients come back by a server that works.
  default-server check verify required ca-file ${authority} inter ${checkEvery}ms fastinter ${recheckEvery}ms downinter ${recheckEvery}ms
  default-server rise 1 fall 2 on-marked-down shutdown-sessions
${bootstrapNote(plan)}${servers.join("\n")}
${isOpenshift(plan) ? openshiftSections(plan) : ""}`;
}

/** OpenShift has a certificate of the user's own for its public name where it is told to, and never for the other. */
function checkedNameOf(plan: ClusterPlan): string {
  return isOpenshift(plan) ? plan.openshift.internalApiFqdn : plan.api.fqdn;
}

/** Why one of the servers is a backup, where there is one. */
function bootstrapNote({ bootstrap }: ClusterPlan): string {
  if (bootstrap === undefined) return "";
  return `  # The bootstrap machine serves only while no control plane does: it has no new connections left when it drains, and
  # none that could be told so by its failing /readyz before the next check sees it. While it alone serves, nobody could
  # take over from it: it is given more time, as its etcd may halt for a second when the first other member becomes one.
`;
}
