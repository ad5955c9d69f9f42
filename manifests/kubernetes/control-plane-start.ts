import { etcdUrlsFor } from "../../topology/endpoints";
import { timesOf } from "../../topology/pace";
import type { ClusterPlan } from "../../topology/plan";
import { executableFile, type MachineFiles } from "../file";
import { startAtBoot, unitText } from "../unit-text";
import { apiServerPaths } from "./kube-apiserver";
import { manifestInstaller } from "./manifest-installer";
import { startOrder } from "./start-order";

const scriptPath = "/usr/local/bin/control-plane-start";

/**
 * How a control plane without an etcd of its own starts: as soon as a member of etcd answers. An API server that finds
 * none ends, and one that ended is started again later each time.
 */
export function controlPlaneStart(plan: ClusterPlan): Partial<MachineFiles> {
  const order = startOrder(plan.pace);
  return {
    files: [executableFile(scriptPath, startScript(plan))],
    units: [
      {
        name: "control-plane-start.service",
        enabled: true,
        contents: unitText({
          Unit: {
            Description: "Starts the control plane when etcd answers",
            After: "haproxy.service",
            ...order.unit,
          },
          Service: {
            Type: "exec",
            RemainAfterExit: "yes",
            ...order.service,
            ExecStart: scriptPath,
            Restart: "on-failure",
          },
          Install: startAtBoot,
        }),
      },
    ],
  };
}

function startScript(plan: ClusterPlan): string {
  const { etcdAuthority, etcdClient } = apiServerPaths;
  const { etcdAnswersWithin, scriptsLookEvery } = timesOf[plan.pace];
  return `#!/bin/sh
# Starts the API server, the controller manager and the scheduler when a member of etcd answers.
set -eu

${manifestInstaller}
answers() {
  for url in ${etcdUrlsFor(plan).join(" ")}; do
    if curl --silent --fail --max-time ${etcdAnswersWithin / 1000} --output /dev/null --cacert ${etcdAuthority} \\
      --cert ${etcdClient.certificate} --key ${etcdClient.key} "$url/health"; then return 0; fi
  done
  return 1
}

echo "waiting until a member of etcd answers"
until answers; do sleep ${scriptsLookEvery / 1000}; done
${startOrder(plan.pace).script}`;
}
