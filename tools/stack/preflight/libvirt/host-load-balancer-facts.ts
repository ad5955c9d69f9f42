import { wayTo } from "../../../../topology/hypervisor";
import { onlyHypervisorOf } from "../../../../topology/libvirt";
import { balancedPorts, isOnHypervisor } from "../../../../topology/load-balancers";
import type { ClusterPlan } from "../../../../topology/plan";
import { attempt } from "../../../process";
import { hypervisorChannel } from "../../../upkeep/channel";

/** What a load balancer on the hypervisor stands on there. */
export interface HostLoadBalancerFacts {
  /** Why no program can be run on the hypervisor, in the words of the way there; empty where one can. */
  readonly refusal: string;
  /** As whom programs run there, by number. */
  readonly user: number;
  /** What of systemd and the programs that are needed it has not. */
  readonly lacks: readonly string[];
  /** Where something listens at a port of the load balancer, by address and port. */
  readonly listeners: readonly string[];
  /** What of SELinux's switches that HAProxy needs is off; none where SELinux enforces nothing. */
  readonly denied: readonly string[];
  /** The ports of the load balancer that firewalld keeps closed to libvirt's networks; none where it does not run. */
  readonly closed: readonly string[];
}

const limitSeconds = 30;

/** Services that firewalld knows by the ports that they have (firewalld.service(5)). */
const services: Readonly<Record<number, string>> = { 80: "http", 443: "https", 6443: "kube-apiserver" };

/** The switch by which SELinux lets HAProxy listen at and connect to any port (facts: openshift-hard-way.md, 8.1). */
export const selinuxSwitch = "haproxy_connect_any";

/** The zone in which libvirt puts its own networks (libvirt.org, "Firewall and network filtering"). */
export const firewallZone = "libvirt";

/** Asks all of it at once; the paths are those of programs that only root is expected to run. */
function question(ports: readonly number[]): string {
  const asked = `firewall-cmd --quiet --zone=${firewallZone}`;
  const closed = ports.map((port) => {
    const service = services[port];
    const known = service === undefined ? "" : ` || ${asked} --query-service=${service}`;
    return `{ ${asked} --query-port=${port}/tcp${known}; } 2>/dev/null || echo "closed ${port}/tcp"`;
  });
  return `PATH=$PATH:/usr/sbin:/sbin
echo "user $(id -u)"
if [ ! -d /run/systemd/system ]; then echo "lacks systemd"; fi
for program in haproxy socat ss; do
  if ! command -v $program >/dev/null; then echo "lacks $program"; fi
done
if [ "$(getenforce 2>/dev/null)" = Enforcing ]; then
  case $(getsebool ${selinuxSwitch} 2>/dev/null) in *" on") ;; *) echo "denied ${selinuxSwitch}" ;; esac
fi
if firewall-cmd --quiet --state 2>/dev/null; then
  ${closed.join("\n  ")}
fi
ss --listening --tcp --numeric --no-header "${ports.map((port) => `sport = :${port}`).join(" or ")}" | awk '{ print "listens", $4 }'`;
}

/** Looks at the hypervisor without changing anything; undefined where it is no load balancer. */
export async function hostLoadBalancerFacts(plan: ClusterPlan): Promise<HostLoadBalancerFacts | undefined> {
  const way = isOnHypervisor(plan) ? wayTo(onlyHypervisorOf(plan).uri) : undefined;
  if (way === undefined) return undefined;
  const asked = hypervisorChannel(way)(["sh", "-c", question(balancedPorts(plan))]);
  const { exitCode, output, errors } = await attempt({ ...asked, limitSeconds });
  return exitCode === 0
    ? answered(output)
    : { ...answered(""), refusal: errors.trim() || "no answer in time" };
}

/** Reads what the hypervisor says. */
export function answered(output: string): HostLoadBalancerFacts {
  const after = (word: string): readonly string[] =>
    output
      .split("\n")
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => line.slice(word.length + 1));
  return {
    refusal: "",
    user: Number(after("user")[0] ?? 0),
    lacks: after("lacks"),
    listeners: after("listens"),
    denied: after("denied"),
    closed: after("closed"),
  };
}
