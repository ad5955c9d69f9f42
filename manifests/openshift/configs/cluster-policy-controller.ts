import { yamlText } from "../../yaml";
import { secretPath } from "../bootstrap-secrets";

/** Where the controller answers for its health. */
export const policyControllerPort = 10357;

/**
 * The configuration of the cluster policy controller (OpenShift API, OpenShiftControllerManagerConfig). It has no
 * certificate: the program makes one itself, which the kubelet's probes do not verify.
 */
export function policyControllerConfig(): string {
  return yamlText({
    apiVersion: "openshiftcontrolplane.config.openshift.io/v1",
    kind: "OpenShiftControllerManagerConfig",
    servingInfo: { bindAddress: `127.0.0.1:${policyControllerPort}`, bindNetwork: "tcp" },
    kubeClientConfig: { kubeConfig: secretPath("kube-controller-manager.kubeconfig") },
  });
}
