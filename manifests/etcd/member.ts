import { etcdPeerUrl } from "../../topology/endpoints";
import type { Bundle } from "../../pki/bundle";
import { timesOf } from "../../topology/pace";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { executableFile, type MachineFiles, privateDirectory, publicFile } from "../file";
import { argumentsOf } from "../kubernetes/flags";
import { machineLimits } from "../kubernetes/machine-limits";
import { machineBinaries } from "../kubernetes/stub-image";
import { commandLines, startAtBoot, unitText } from "../unit-text";
import { etcdData, etcdFiles, etcdFlags, etcdLogDirectory, etcdPaths } from "./flags";
import { etcdStopPath, etcdStopScript } from "./stop";
import { discovery, foundingMark, membershipDirectory, membershipVariables } from "./membership";

const directory = "/etc/etcd";
const paths = etcdPaths(directory);
/** The variables by which etcdctl finds etcd and shows itself to it. */
export const environmentPath = `${directory}/membership.env`;
const scriptPath = "/usr/local/bin/etcd-member";

/** Made when a member first serves: from then on a machine without data has lost them. */
const startedMark = `${membershipDirectory}/started`;

/**
 * etcd on a machine of its own, without Kubernetes: a unit that runs as etcd's own user. What its data directory says
 * counts at every start but the first, so a reboot needs nobody, and a machine that lost its data says so instead of
 * voting a second time on what it has forgotten.
 */
export function etcdMember(plan: ClusterPlan, bundle: Bundle, machine: Machine): Partial<MachineFiles> {
  return {
    directories: [privateDirectory("etcd", etcdData), privateDirectory("etcd", membershipDirectory)],
    files: [
      ...etcdFiles(bundle, machine, paths),
      publicFile(
        environmentPath,
        membershipVariables(plan, machine, { authority: paths.authority, ...paths.server }),
      ),
      executableFile(scriptPath, memberScript(plan, machine)),
      executableFile(etcdStopPath, etcdStopScript(environmentPath)),
    ],
    units: [
      {
        name: "etcd.service",
        enabled: true,
        contents: unitText({
          Unit: {
            Description: "etcd, as soon as this machine is a member",
            Documentation: "https://etcd.io/docs/",
            Wants: "network-online.target",
            After: "network-online.target",
            StartLimitIntervalSec: "0",
          },
          Service: {
            // etcd says when it serves; before that this machine may wait long for its place.
            Type: "notify",
            NotifyAccess: "main",
            TimeoutStartSec: "infinity",
            User: "etcd",
            Group: "etcd",
            EnvironmentFile: environmentPath,
            ExecStart: commandLines(
              scriptPath,
              argumentsOf(etcdFlags(plan, machine, paths)).map(({ text }) => text),
            ),
            ExecStartPost: `/usr/bin/touch ${startedMark}`,
            Restart: "always",
            RestartSec: "1",
            RestartPreventExitStatus: String(lostDataStatus),
            // Told to end, etcd hands its leadership on and answers what it was asked before.
            TimeoutStopSec: "20",
            LimitNOFILE: machineLimits.LimitNOFILE,
          },
          Install: startAtBoot,
        }),
      },
    ],
  };
}

/** Tells the lost data from every other end; the unit does not start etcd again after it. */
const lostDataStatus = 78;

function memberScript({ pace }: ClusterPlan, machine: Machine): string {
  return `#!/bin/sh
# Runs etcd with the flags that are the arguments, when this machine has a place in the cluster: because it is a member
# already, because another member lists it as one, or because it was told to found the cluster.
set -eu

${discovery(pace)}
has_joined() { [ -d ${etcdLogDirectory} ]; }

if ! has_joined && [ -e ${startedMark} ]; then
  echo "$NAME was a member of etcd and has lost its data. Its vote may not be given a second time: replace the machine," >&2
  echo "which leaves and joins anew, by another number: pulumi config set --path machineGenerations.$NAME N" >&2
  exit ${lostDataStatus}
fi
if ! has_joined && [ -e ${foundingMark} ]; then
  echo "founding the cluster, which all others join"
  export ETCD_INITIAL_CLUSTER="$NAME=${etcdPeerUrl(machine)}" ETCD_INITIAL_CLUSTER_STATE=new
elif ! has_joined; then
  echo "waiting until another member lists $PEER_URL as a member of etcd"
  until discover || [ -e ${foundingMark} ]; do sleep ${timesOf[pace].scriptsLookEvery / 1000}; done
  if [ -e ${foundingMark} ]; then exec "$0" "$@"; fi
  ETCD_INITIAL_CLUSTER=$(cat "$initial_cluster")
  export ETCD_INITIAL_CLUSTER ETCD_INITIAL_CLUSTER_STATE=existing
fi
# They are etcdctl's alone.
unset ETCDCTL_CACERT ETCDCTL_CERT ETCDCTL_KEY
exec ${machineBinaries}/etcd "$@"
`;
}
