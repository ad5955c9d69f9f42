import { wayTo } from "../../../../topology/hypervisor";
import { onlyHypervisorOf } from "../../../../topology/libvirt";
import { isOnHypervisor } from "../../../../topology/load-balancers";
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
  /** Where something listens at the API's port, by address and port. */
  readonly listeners: readonly string[];
}

const limitSeconds = 30;

/** Asks all of it at once; the paths are those of programs that only root is expected to run. */
function question(port: number): string {
  return `PATH=$PATH:/usr/sbin:/sbin
echo "user $(id -u)"
if [ ! -d /run/systemd/system ]; then echo "lacks systemd"; fi
for program in haproxy socat ss; do
  if ! command -v $program >/dev/null; then echo "lacks $program"; fi
done
ss --listening --tcp --numeric --no-header "sport = :${port}" | awk '{ print "listens", $4 }'`;
}

/** Looks at the hypervisor without changing anything; undefined where it is no load balancer. */
export async function hostLoadBalancerFacts(plan: ClusterPlan): Promise<HostLoadBalancerFacts | undefined> {
  const way = isOnHypervisor(plan) ? wayTo(onlyHypervisorOf(plan).uri) : undefined;
  if (way === undefined) return undefined;
  const asked = hypervisorChannel(way)(["sh", "-c", question(plan.api.port)]);
  const { exitCode, output, errors } = await attempt({ ...asked, limitSeconds });
  return exitCode === 0
    ? answered(output)
    : { refusal: errors.trim() || "no answer in time", user: 0, lacks: [], listeners: [] };
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
    user: Number(after("user")[0]),
    lacks: after("lacks"),
    listeners: after("listens"),
  };
}
