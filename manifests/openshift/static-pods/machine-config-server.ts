import type { HttpProxy, OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import type { EnvVar } from "../../kubernetes/api-types";
import type { Flags } from "../../kubernetes/flags";
import { mounts } from "../bootstrap-mounts";
import { type BootstrapContainer, type BootstrapPod, bootstrapPod } from "../bootstrap-pod";
import { proxyVariables } from "../proxy-variables";

/**
 * What renders the machines' configurations and serves the control planes theirs (facts: openshift-hard-way.md, 3.3 and
 * 6.2), on ports of its own (topology/ports.ts). It needs no API server, only what the render of the operator has put
 * below /etc/mcc and /etc/mcs.
 */
export function bootstrapMachineConfigServer(plan: OpenshiftClusterPlan): BootstrapPod {
  return bootstrapPod({
    name: "bootstrap-machine-config-operator",
    namespace: "openshift-machine-config-operator",
    stage: "machineConfigServer",
    fileName: "machine-config-server-pod.yaml",
    gracePeriodSeconds: 30,
    before: [controller(plan)],
    containers: [server(plan)],
  });
}

/** The version by which the program finds its feature gates in the status of FeatureGate cluster. */
function payloadVersion({ openshift }: OpenshiftClusterPlan): Flags {
  return {
    "payload-version": {
      value: openshift.release.version,
      why: "the status of FeatureGate cluster is looked up by it; without it the render ends with an error",
    },
  };
}

function controller(plan: OpenshiftClusterPlan): BootstrapContainer {
  const { renderInputs, rendered } = mounts;
  const { proxy } = plan.openshift;
  return {
    name: "machine-config-controller",
    image: "machine-config-operator",
    command: ["/usr/bin/machine-config-controller"],
    words: ["bootstrap"],
    flags: {
      "manifest-dir": renderInputs.inPod,
      "dest-dir": rendered.inPod,
      "pull-secret": `${renderInputs.inPod}/machineconfigcontroller-pull-secret`,
      ...payloadVersion(plan),
    },
    ...(proxy === undefined ? {} : { environment: proxyEnvironment(proxy) }),
    mounts: [renderInputs, rendered],
    rights: "privileged",
    requests: { cpu: "20m", memory: "200Mi" },
  };
}

function server(plan: OpenshiftClusterPlan): BootstrapContainer {
  const { machineConfigServerPair, nodeKubeconfig, rendered } = mounts;
  return {
    name: "machine-config-server",
    image: "machine-config-operator",
    command: ["/usr/bin/machine-config-server"],
    words: ["bootstrap"],
    flags: payloadVersion(plan),
    mounts: [machineConfigServerPair, nodeKubeconfig, { ...rendered, access: "read" }],
    rights: "privileged",
    requests: { cpu: "20m", memory: "50Mi" },
  };
}

function proxyEnvironment(proxy: HttpProxy): readonly EnvVar[] {
  return Object.entries(proxyVariables(proxy)).map(([name, value]) => ({ name, value }));
}
