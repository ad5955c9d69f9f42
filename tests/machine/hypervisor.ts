import { execFileSync } from "node:child_process";
import { filesOf } from "../../ignition/given";
import { ignitionConfig } from "../../ignition/node";
import { executableFile, type NodeFile, rootFile } from "../../manifests/file";
import { hostLoadBalancer } from "../../manifests/libvirt/host-load-balancer";
import { shellArchive } from "../../manifests/shell-archive";
import { type Bundle, credentialOf } from "../../pki/bundle";
import type { ClusterPlan, Machine } from "../../topology/plan";
import type { Lab } from "./lab";

const bridge = "virbr7";
const project = "/opt/project";

/** The way there is that of a hypervisor which this host is; a stand-in for libvirt tells of the bridge. */
const channel = {
  PLATFORM: "libvirt",
  INSTANCE: "hardway-dev",
  LIBVIRT_URI: "qemu:///system",
  SSH_FOLDER: "/nonexistent",
};

/**
 * A machine that plays a hypervisor: it runs systemd and has HAProxy, and the project's scripts lie in it. Behind a bridge,
 * which it has when `makeNetwork` was called and loses at a reboot, there is a machine of the cluster with a TLS server.
 */
export class Hypervisor {
  private readonly machine: string;

  constructor(
    private readonly lab: Lab,
    private readonly server: Machine,
    bundle: Bundle,
  ) {
    const files = [...serverFiles(bundle, server), executableFile("/usr/local/bin/virsh", virsh)];
    this.machine = lab.create("10.90.0.2", ignitionConfig({ directories: [], files, units: [] }));
    lab.start(this.machine);
    lab.waitForBoot(this.machine);
    this.run(`mkdir -p ${project}`);
    lab.podman("cp", "components", `${this.machine}:${project}/components`);
  }

  /** Runs a shell line on it and returns what it printed. */
  run(line: string): string {
    return this.lab.in(this.machine, line);
  }

  /** What libvirt makes when it starts a network, and the machine of the cluster with its server. */
  makeNetwork({ networks: { machine } }: ClusterPlan): void {
    const { address } = this.server;
    const [{ prefix }] = machine;
    const own = machine.map((network) => `ip address add ${network.gateway}/${network.prefix} dev ${bridge}`);
    this.run(`set -e
ip link add ${bridge} type bridge
${own.join("\n")}
ip link set ${bridge} up
ip netns add server
ip link add tap0 type veth peer name eth0 netns server
ip link set tap0 master ${bridge} up
ip -n server address add ${address}/${prefix} dev eth0
ip -n server link set eth0 up
systemd-run --quiet --unit server --property NetworkNamespacePath=/run/netns/server \\
  socat OPENSSL-LISTEN:6443,cert=/etc/server.pem,verify=0,reuseaddr,fork EXEC:/etc/answer`);
  }

  /** Has the load balancer as the program would, by the script that it runs; returns what that said. */
  up(plan: ClusterPlan, bundle: Bundle): string {
    return this.script(
      "up",
      shellArchive(filesOf(hostLoadBalancer(plan, bundle.authorities.kubernetes.certificatePem))),
    );
  }

  down(): string {
    return this.script("down", "");
  }

  /** An order to the load balancers about the server, by the script that gives it. */
  traffic(order: "drain" | "ready" | "served"): void {
    const environment = { ...channel, NAME: this.server.name, LOAD_BALANCERS: "hypervisor" };
    this.exec(environment, [`components/shell/traffic.sh`, order], "");
  }

  /** A machine that reboots by itself keeps its network namespace, and so its bridge; one that was off does not. */
  reboot(): void {
    this.lab.podman("stop", this.machine);
    this.lab.start(this.machine);
    this.lab.waitForBoot(this.machine);
  }

  private script(order: "up" | "down", files: string): string {
    return this.exec(channel, ["components/libvirt/host-load-balancer.sh", order], files);
  }

  private exec(
    environment: Readonly<Record<string, string>>,
    words: readonly string[],
    input: string,
  ): string {
    const variables = Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`);
    const options = ["exec", "--interactive", `--workdir=${project}`, ...variables, this.machine];
    return execFileSync("podman", [...options, "sh", "-c", '"$@" 2>&1', "sh", ...words], {
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "inherit"],
    });
  }
}

const virsh = `#!/bin/sh
echo "Name:           hardway-dev"
echo "Bridge:         ${bridge}"
`;

/** A server with the certificate of the machine's API server: ready when it is asked, else it says what it hears. */
function serverFiles(bundle: Bundle, machine: Machine): readonly NodeFile[] {
  const { certificatePem, keyPem } = credentialOf(bundle, "apiserver", machine);
  const answer = `#!/bin/sh
read -r line
case $line in
  GET*) printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok' ;;
  *) echo "$line"; cat ;;
esac
`;
  return [rootFile("/etc/server.pem", certificatePem + keyPem), executableFile("/etc/answer", answer)];
}
