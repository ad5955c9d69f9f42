import { environmentPath } from "../manifests/etcd/member";
import { bootkubePaths } from "../manifests/openshift/bootkube/paths";
import { haproxyPlacesOf } from "../manifests/haproxy-places";
import { apiUrl, etcdClientUrl } from "../topology/endpoints";
import { hypervisorName, wayTo } from "../topology/hypervisor";
import { onlyHypervisorOf, placeOf } from "../topology/libvirt";
import { balancersOf } from "../topology/load-balancers";
import type { ClusterPlan } from "../topology/plan";
import { stagesFor, type StageName } from "../topology/stages";
import { sshFolder } from "./libvirt/instance";
import { instanceOf } from "./platform";
import { insideNamespace } from "./podman/instance";

/** What stands after a stage, and how one can see it. */
interface View {
  readonly stands: string;
  /** Commands for the shell of this host. */
  readonly look: (plan: ClusterPlan) => readonly string[];
}

const views: Readonly<Record<StageName, View>> = {
  etcd: {
    stands: "etcd has founded its cluster, and every machine is a voting member",
    look: (plan) => [
      etcdctl(plan, "member list --write-out=table"),
      etcdctl(plan, "endpoint status --write-out=table"),
      onFirst(plan, "etcd", "journalctl --unit etcd.service"),
      onFirst(plan, "etcd", "cat /etc/systemd/system/etcd.service"),
    ],
  },
  loadBalancer: {
    stands: "the load balancers listen, and have no API server to pass connections on to",
    look: (plan) => [
      onFirst(plan, "loadBalancer", `cat ${haproxyPlacesOf(plan).configuration}`),
      onFirst(
        plan,
        "loadBalancer",
        `sh -c 'echo show stat | socat - UNIX-CONNECT:${haproxyPlacesOf(plan).socket}'`,
      ),
      ...(plan.virtualRouter === undefined
        ? []
        : [
            onFirst(plan, "loadBalancer", "cat /etc/keepalived/keepalived.conf"),
            onFirst(plan, "loadBalancer", `ip address show to ${plan.api.address}`),
          ]),
    ],
  },
  bootstrap: {
    stands: "the first API server answers through the load balancer; nobody is a node yet",
    look: (plan) => [
      readyz(plan),
      onFirst(plan, "bootstrap", "ls /etc/kubernetes/manifests"),
      kubectl(plan, "get namespaces"),
    ],
  },
  controlPlane: {
    stands: "every control plane has joined, and the control plane runs on them alone",
    look: (plan) => [
      readyz(plan),
      kubectl(plan, "get nodes"),
      kubectl(plan, "get leases --namespace kube-system"),
    ],
  },
  services: {
    stands: "kube-proxy runs, and CoreDNS waits for a worker",
    look: (plan) => [
      kubectl(plan, "get pods --all-namespaces --output wide"),
      kubectl(plan, "get services --all-namespaces"),
    ],
  },
  workers: {
    stands: "the workers have joined; only the health checks have not been made",
    look: (plan) => [
      kubectl(plan, "get nodes --output wide"),
      kubectl(plan, "get certificatesigningrequests"),
    ],
  },
};

/** The stage bootstrap of a cluster that begins on its first control plane, which no load balancer is before. */
const begunInPlace: View = {
  stands: "the first control plane runs from its disk; its node waits for its certificates",
  look: (plan) => [
    readyz(plan),
    onFirst(plan, "bootstrap", `cat ${bootkubePaths.report}`),
    kubectl(plan, "get certificatesigningrequests"),
  ],
};

function viewOf({ openshift }: ClusterPlan, stage: StageName): View {
  return stage === "bootstrap" && openshift?.inPlace !== undefined ? begunInPlace : views[stage];
}

/** What to look at where the configuration stops after a stage, and how to go on. */
export function whatToLookAt(plan: ClusterPlan, stage: StageName): string {
  const { stands, look } = viewOf(plan, stage);
  const stages = stagesFor(plan);
  const next = stages[stages.indexOf(stage) + 1];
  return [
    `Stopped after the stage ${stage}: ${stands}. To look at it:`,
    ...look(plan).map((command) => `  ${command}`),
    ...whereMachinesAre(plan),
    next === undefined
      ? "To have it verified: pulumi config rm until, then pulumi up."
      : `To go on: pulumi config set until ${next}, or pulumi config rm until for all of it; then pulumi up.`,
  ].join("\n");
}

/** Which machines each hypervisor has; one alone has them all. */
function whereMachinesAre({ libvirt }: ClusterPlan): readonly string[] {
  if (libvirt === undefined || libvirt.hypervisors.length === 1) return [];
  return libvirt.hypervisors.map(
    (hypervisor) => `Planned on ${placeOf(hypervisor)}: ${hypervisor.machines.join(", ")}`,
  );
}

function onFirst(plan: ClusterPlan, kind: "etcd" | "loadBalancer" | "bootstrap", command: string): string {
  const [machine] = {
    etcd: plan.etcdMachines,
    loadBalancer: balancersOf(plan),
    bootstrap: [plan.bootstrap],
  }[kind];
  return waysInto[plan.platform].machine(plan, machine?.name ?? "", command);
}

/** How the user of a platform runs a command in a machine, and where the machines' network is reached. */
interface WayInto {
  readonly machine: (plan: ClusterPlan, name: string, command: string) => string;
  readonly network: (plan: ClusterPlan) => string;
}

const waysInto: Readonly<Record<ClusterPlan["platform"], WayInto>> = {
  podman: {
    machine: (plan, name, command) => `podman exec ${instanceOf(plan)}-${name} ${command}`,
    network: (plan) => `${insideNamespace(plan)} `,
  },
  libvirt: {
    machine: (plan, name, command) =>
      name === hypervisorName
        ? onHypervisor(plan, command)
        : // The machine's shell reads the command once more.
          `ssh -F ${sshFolder(plan)}/config ${name} "${command}"`,
    network: () => "",
  },
};

function onHypervisor(plan: ClusterPlan, command: string): string {
  const way = wayTo(onlyHypervisorOf(plan).uri);
  return way?.kind === "ssh" ? `ssh ${way.destination} "${command}"` : `sudo ${command}`;
}

/** Any user who has a way into the machine is root in it, and sees its keys. */
function etcdctl(plan: ClusterPlan, command: string): string {
  const endpoints = plan.etcdMachines.map(etcdClientUrl).join(",");
  return onFirst(
    plan,
    "etcd",
    `sh -c 'set -a; . ${environmentPath}; etcdctl --endpoints=${endpoints} ${command}'`,
  );
}

function readyz(plan: ClusterPlan): string {
  return `${waysInto[plan.platform].network(plan)}curl --insecure '${apiUrl(plan)}/readyz?verbose'`;
}

function kubectl({ stack }: ClusterPlan, command: string): string {
  return `.tools/bin/kubectl --kubeconfig $(make kubeconfig STACK=${stack} | tail -n 1) ${command}`;
}
