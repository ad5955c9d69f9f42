import { etcdUrlsFor } from "../../topology/endpoints";
import type { ClusterPlan } from "../../topology/plan";
import { executableFile, type MachineFiles } from "../file";
import { startAtBoot, unitText } from "../unit-text";
import { apiServerPaths } from "./kube-apiserver";
import { manifestInstaller } from "./manifest-installer";
import { directories } from "./paths";

const scriptPath = "/usr/local/bin/control-plane-start";

/**
 * How a control plane without an etcd of its own starts: as soon as a member of etcd answers. An API server that finds
 * none ends, and one that ended is started again later each time.
 */
export function controlPlaneStart(plan: ClusterPlan): Partial<MachineFiles> {
  return {
    files: [executableFile(scriptPath, startScript(etcdUrlsFor(plan)))],
    units: [
      {
        name: "control-plane-start.service",
        enabled: true,
        contents: unitText({
          Unit: { Description: "Starts the control plane when etcd answers", After: "haproxy.service" },
          Service: { Type: "exec", RemainAfterExit: "yes", ExecStart: scriptPath, Restart: "on-failure" },
          Install: startAtBoot,
        }),
      },
    ],
  };
}

function startScript(urls: readonly string[]): string {
  const { etcdAuthority, etcdClient } = apiServerPaths;
  return `#!/bin/sh
# Starts the API server, the controller manager and the scheduler when a member of etcd answers.
set -eu

${manifestInstaller}
answers() {
  for url in ${urls.join(" ")}; do
    if curl --silent --fail --max-time 1 --output /dev/null --cacert ${etcdAuthority} \\
      --cert ${etcdClient.certificate} --key ${etcdClient.key} "$url/health"; then return 0; fi
  done
  return 1
}

echo "waiting until a member of etcd answers"
until answers; do sleep 0.3; done
for program in kube-apiserver kube-controller-manager kube-scheduler; do
  install_manifest "$program.yaml" <"${directories.staticPods}/$program.yaml"
done
`;
}
