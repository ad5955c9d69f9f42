import { credentialOf, type Bundle } from "../../pki/bundle";
import { apiUrl } from "../../topology/endpoints";
import { timesOf } from "../../topology/pace";
import { pivotOrder } from "../../topology/pivot-order";
import { bootstrapOf, type ClusterPlan } from "../../topology/plan";
import { executableFile, type MachineFiles, publicFile } from "../file";
import { commandLines, startAtBoot, unitText } from "../unit-text";
import { directories, programDirectory } from "./paths";
import { keyPairFiles, keyPairPaths } from "./pem";

const directory = programDirectory("bootstrap-pivot");
const authority = `${directory}/ca.crt`;
const client = keyPairPaths(directory, "client");
const scriptPath = "/usr/local/bin/bootstrap-pivot";

/**
 * How the bootstrap machine leaves: told to drain, it stops its API server (which fails /readyz first), controller
 * manager and scheduler, and keeps etcd; told that all is complete, it powers off. It asks through the load balancer
 * like everybody else, so it hears the end when its own API server is long gone.
 */
export function bootstrapPivot(plan: ClusterPlan, bundle: Bundle): Partial<MachineFiles> {
  const credential = credentialOf(bundle, "bootstrap-pivot", bootstrapOf(plan));
  return {
    files: [
      publicFile(authority, bundle.authorities.kubernetes.certificatePem),
      ...keyPairFiles(client, credential),
      executableFile(scriptPath, pivotScript(plan)),
    ],
    units: [
      {
        name: "bootstrap-pivot.service",
        enabled: true,
        contents: unitText({
          Unit: { Description: "Takes the bootstrap machine out of the cluster when it is told to" },
          Service: { Type: "exec", ExecStart: scriptPath, Restart: "on-failure", RestartSec: "1" },
          Install: startAtBoot,
        }),
      },
    ],
  };
}

/** Asks by curl: kubectl would cost ten times as much processor time, twice a second while the cluster boots. */
function pivotScript(plan: ClusterPlan): string {
  const { namespace, name, key } = pivotOrder;
  const { scriptsLookEvery, apiAnswersWithin } = timesOf[plan.pace];
  // The API server answers curl, as it does a browser, in lines for people unless it is told not to.
  const url = `${apiUrl(plan)}/api/v1/namespaces/${namespace}/configmaps/${name}?pretty=false`;
  const request = commandLines(`  curl --silent --fail --max-time ${apiAnswersWithin / 1000}`, [
    `  --cacert ${authority}`,
    `  --cert ${client.certificate} --key ${client.key}`,
    `  '${url}' |`,
  ]);
  return `#!/bin/sh
# Drains this machine when the ConfigMap ${namespace}/${name} says so, and powers it off when that says complete.
set -eu

status() {
${request}
    sed -n 's/.*"data":{"${key}":"\\([a-z]*\\)"}.*/\\1/p'
}

wait_for() {
  echo "waiting for the status $1"
  until status | grep -qxE "$1"; do sleep ${Math.max(500, scriptsLookEvery) / 1000}; done
}

wait_for 'draining|complete'
echo "draining: stopping the API server, the controller manager and the scheduler"
for program in kube-apiserver kube-controller-manager kube-scheduler; do
  rm -f "${directories.manifests}/$program.yaml"
done
wait_for complete
echo "complete: powering off"
systemctl poweroff
`;
}
