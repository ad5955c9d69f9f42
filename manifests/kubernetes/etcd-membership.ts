import { timesOf } from "../../topology/pace";
import type { ClusterPlan, NodeMachine } from "../../topology/plan";
import { etcdLogDirectory } from "../etcd/flags";
import { discovery, foundingMark, membershipDirectory, membershipVariables } from "../etcd/membership";
import { executableFile, type MachineFiles, privateDirectory, publicFile } from "../file";
import { startAtBoot, unitText } from "../unit-text";
import { initialClusterPlaceholder } from "./etcd";
import { apiServerPaths } from "./kube-apiserver";
import { manifestInstaller } from "./manifest-installer";
import { directories } from "./paths";
import { startOrder } from "./start-order";

const scriptPath = "/usr/local/bin/etcd-membership";

const environmentPath = "/etc/kubernetes/etcd-membership.env";

/** What the machine shows to etcd. */
const credential = { authority: apiServerPaths.etcdAuthority, ...apiServerPaths.etcdClient };

/**
 * How a control plane finds its place: it asks the other members until it is one of them, starts etcd, and starts
 * the rest when etcd votes. An API server in front of a learner would sit in its client's back-off for seconds
 * (facts/podman-nodes.md §5). After a reboot it needs nobody, because its data directory says it all.
 */
export function etcdMembership(plan: ClusterPlan, node: NodeMachine): Partial<MachineFiles> {
  const order = startOrder(plan.pace);
  return {
    directories: [privateDirectory("root", membershipDirectory)],
    files: [
      publicFile(environmentPath, membershipVariables(plan, node, credential)),
      executableFile(scriptPath, membershipScript(plan)),
    ],
    units: [
      {
        name: "etcd-membership.service",
        enabled: true,
        contents: unitText({
          Unit: {
            Description: "Starts the control plane when this machine is a member of etcd",
            ...order.unit,
          },
          Service: {
            // Not oneshot: the machine counts as booted while this still waits for the cluster.
            Type: "exec",
            RemainAfterExit: "yes",
            EnvironmentFile: environmentPath,
            ...order.service,
            ExecStart: scriptPath,
            Restart: "on-failure",
            RestartSec: "1",
          },
          Install: startAtBoot,
        }),
      },
    ],
  };
}

/** How a machine comes to be a member that nobody lists, as shell: what it knows to do, and what it does when etcd votes. */
interface Founding {
  readonly functions: string;
  /** What sed changes of the pod besides. */
  readonly edit: string;
  /** A condition. */
  readonly isTold: string;
  readonly ended: string;
}

/** Where a bootstrap machine founds etcd, control planes only join. */
const joinsAlways: Founding = { functions: "", edit: "", isTold: "", ended: "" };

/** The pod is told that etcd is there already; for this one start it is not. */
const mayFound: Founding = {
  functions: `
# Told to, by a file that is made once in the cluster's life, it founds the cluster that all others join.
state=existing
founds() {
  [ -e ${foundingMark} ] || return 1
  echo "$NAME=$PEER_URL" >"$initial_cluster"
  state=new
}
`,
  edit: "; s|--initial-cluster-state=existing|--initial-cluster-state=$state|",
  isTold: " || founds",
  // Without it a machine that lost its data would found a second cluster.
  ended: `rm -f ${foundingMark}
`,
};

function membershipScript({ pace, topology }: Pick<ClusterPlan, "pace" | "topology">): string {
  const founding = topology === "sno-plus" ? mayFound : joinsAlways;
  return `#!/bin/sh
# Starts etcd when the cluster lists this machine as a member, and the rest of the control plane when etcd votes.
set -eu

static_pods=${directories.staticPods}

${manifestInstaller}
${discovery(pace)}
# etcd's log on disk proves that this machine has been a member: what the others say no longer matters.
has_joined() {
  [ -d ${etcdLogDirectory} ]
}

start_etcd() {
  sed "s|${initialClusterPlaceholder}|$(cat "$initial_cluster")|${founding.edit}" "$static_pods/etcd.yaml" | install_manifest etcd.yaml
}
${founding.functions}
# Asked by curl, which is refused at once where etcdctl would sit out its time limit for an etcd that is starting.
# Remembers in "stalled" whether etcd took the connection and did not answer.
votes() {
  stalled=no
  status=$(curl --silent --fail --max-time 1 --cacert "$ETCDCTL_CACERT" --cert "$ETCDCTL_CERT" --key "$ETCDCTL_KEY" \\
    --data '{}' "$OWN_MEMBER/v3/maintenance/status") || {
    if [ $? = 28 ]; then stalled=yes; fi
    return 1
  }
  case $status in
    *'"isLearner":true'*) return 1 ;;
    *'"leader":'*) return 0 ;;
    *) return 1 ;;
  esac
}

if has_joined; then first_start=no; else
  first_start=yes
  echo "waiting until another member lists $PEER_URL as a member of etcd"
fi
until has_joined${founding.isTold} || discover; do sleep ${timesOf[pace].scriptsLookEvery / 1000}; done
start_etcd

echo "waiting until etcd votes here"
until votes; do
  # A membership that was taken back and given anew before etcd had started is another one.
  if ! has_joined && discover; then start_etcd; fi
  # A new member announces itself through the log. If that comes back to it inside the snapshot that it starts from, it
  # waits seven seconds for an echo before it serves; started anew it announces itself again and serves at once.
  if [ "$first_start$stalled" = yesyes ]; then
    echo "etcd waits for the echo of its announcement: starting it anew"
    first_start=no
    pkill -x etcd
  fi
  sleep ${timesOf[pace].scriptsLookEvery / 1000}
done

${founding.ended}echo "starting the API server, the controller manager and the scheduler"
${startOrder(pace).script}`;
}
