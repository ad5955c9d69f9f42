import { type Bundle, credentialOf } from "../../pki/bundle";
import { guardPortOf } from "../../topology/endpoints";
import { socketAddress } from "../../topology/network";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { type MachineFiles, publicFile, rootFile } from "../file";

const configurationPath = "/etc/haproxy/haproxy.cfg";
const authorityPath = "/etc/haproxy/etcd-ca.crt";
const clientPath = "/etc/haproxy/etcd-client.pem";

/**
 * What stands between an API server and the members of etcd on their own machines: HAProxy, with one listener for each
 * member. An API server knows all members, but one that is frozen it finds out about after 40 seconds (keepaliveTime and
 * keepaliveTimeout in its storage backend, factory/etcd3.go), and until then every third request waits for it. The guard
 * asks each member twice a second and closes the connections to one that does not answer.
 */
export function etcdGuard(plan: ClusterPlan, bundle: Bundle, machine: Machine): Partial<MachineFiles> {
  const { certificatePem, keyPem } = credentialOf(bundle, "apiserver-etcd-client", machine);
  return {
    files: [
      publicFile(configurationPath, guardConfiguration(plan)),
      publicFile(authorityPath, bundle.authorities.etcd.certificatePem),
      rootFile(clientPath, certificatePem + keyPem),
    ],
    units: [{ name: "haproxy.service", enabled: true }],
  };
}

/** haproxy.cfg (HAProxy 2.6). TLS passes through; what is asked is whether the member itself lives, not its cluster. */
export function guardConfiguration(plan: ClusterPlan): string {
  const listeners = plan.etcdMachines.map(
    ({ name, address }, index) => `listen ${name}
  bind 127.0.0.1:${guardPortOf(index)}
  server ${name} ${socketAddress(address, ports.etcdClient)}
`,
  );
  return `global
  log stdout format raw local0
  user haproxy
  group haproxy

defaults
  mode tcp
  log global
  timeout connect 1s
  timeout check 1s
  # Watches are silent for as long as nothing happens; the checks find out about members that are gone.
  timeout client 24h
  timeout server 24h
  option clitcpka
  option srvtcpka
  option httpchk
  option log-health-checks
  # Members that wait for a new leader live: who closed all connections then would have to open them all again.
  http-check connect ssl
  http-check send meth GET uri /livez
  http-check expect status 200
  default-server check verify required ca-file ${authorityPath} crt ${clientPath}
  default-server inter 500ms fastinter 500ms downinter 500ms fall 1 rise 1 on-marked-down shutdown-sessions

${listeners.join("\n")}`;
}
