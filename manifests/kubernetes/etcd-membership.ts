import { etcdClientUrl, etcdPeerUrl } from "../../topology/endpoints";
import { type ClusterPlan, controlPlaneHostsOf, type NodeMachine } from "../../topology/plan";
import { ports } from "../../topology/ports";
import { executableFile, type MachineFiles, privateDirectory, publicFile } from "../file";
import { startAtBoot, unitText } from "../unit-text";
import { initialClusterPlaceholder } from "./etcd";
import { apiServerPaths } from "./kube-apiserver";
import { directories } from "./paths";

const scriptPath = "/usr/local/bin/etcd-membership";

/** The members as this machine found them when it became one, in the form in which etcd is told. */
export const initialClusterPath = `${directories.membership}/initial-cluster`;

/** Etcd's log, which is there from its first start on this machine. */
export const etcdLogDirectory = `${directories.etcdData}/member/wal`;
const environmentPath = "/etc/kubernetes/etcd-membership.env";

/**
 * How a control plane finds its place: it asks the other members until it is one of them, starts etcd, and starts
 * the rest when etcd votes. An API server in front of a learner would sit in its client's back-off for seconds
 * (facts/podman-nodes.md §5). After a reboot it needs nobody, because its data directory says it all.
 */
export function etcdMembership(plan: ClusterPlan, node: NodeMachine): Partial<MachineFiles> {
  return {
    directories: [privateDirectory("root", directories.membership)],
    files: [
      publicFile(environmentPath, environment(plan, node)),
      executableFile(scriptPath, membershipScript),
    ],
    units: [
      {
        name: "etcd-membership.service",
        enabled: true,
        contents: unitText({
          Unit: { Description: "Starts the control plane when this machine is a member of etcd" },
          Service: {
            // Not oneshot: the machine counts as booted while this still waits for the cluster.
            Type: "exec",
            RemainAfterExit: "yes",
            EnvironmentFile: environmentPath,
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

/** etcdctl reads all of its flags from the environment too. */
function environment(plan: ClusterPlan, node: NodeMachine): string {
  const others = controlPlaneHostsOf(plan).filter(({ name }) => name !== node.name);
  const variables = {
    NAME: node.name,
    PEER_URL: etcdPeerUrl(node),
    OTHER_MEMBERS: others.map(etcdClientUrl).join(","),
    OWN_MEMBER: `https://127.0.0.1:${ports.etcdClient}`,
    ETCDCTL_CACERT: apiServerPaths.etcdAuthority,
    ETCDCTL_CERT: apiServerPaths.etcdClient.certificate,
    ETCDCTL_KEY: apiServerPaths.etcdClient.key,
  };
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

const membershipScript = `#!/bin/sh
# Starts etcd when the cluster lists this machine as a member, and the rest of the control plane when etcd votes.
set -eu

initial_cluster=${initialClusterPath}
manifests=${directories.manifests}
static_pods=${directories.staticPods}

# Installs the manifest on standard input, if it is new. The kubelet must never read half a file, so it is written
# beside the directory and moved into it.
install_manifest() {
  new="${directories.configuration}/.$1.new"
  (umask 077 && cat >"$new")
  if cmp --silent "$new" "$manifests/$1"; then rm "$new"; else mv "$new" "$manifests/$1"; fi
}

# The members as etcd wants to be told them, name=URL with commas, once this machine is one of them. A member that
# was added and has not started yet has no name: that is this one.
discover() {
  etcdctl --endpoints="$OTHER_MEMBERS" --command-timeout=2s member list 2>/dev/null |
    awk -F ', ' -v name="$NAME" -v url="$PEER_URL" '
      $4 == url { found = 1; $3 = name }
      { list = list separator $3 "=" $4; separator = "," }
      END { if (!found) exit 1; print list }' >"$initial_cluster.new" &&
    mv "$initial_cluster.new" "$initial_cluster"
}

# etcd's log on disk proves that this machine has been a member: what the others say no longer matters.
has_joined() {
  [ -d ${etcdLogDirectory} ]
}

start_etcd() {
  sed "s|${initialClusterPlaceholder}|$(cat "$initial_cluster")|" "$static_pods/etcd.yaml" | install_manifest etcd.yaml
}

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
until has_joined || discover; do sleep 0.3; done
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
  sleep 0.3
done

echo "starting the API server, the controller manager and the scheduler"
for program in kube-apiserver kube-controller-manager kube-scheduler; do
  install_manifest "$program.yaml" <"$static_pods/$program.yaml"
done
`;
