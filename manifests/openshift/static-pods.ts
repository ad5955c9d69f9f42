import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { type NodeDirectory, type NodeFile, privateDirectory, publicFile } from "../file";
import { auditPolicy } from "../kubernetes/api-access";
import { type ConfigFileName, configFileNames, mounts } from "./bootstrap-mounts";
import type { BootstrapPod } from "./bootstrap-pod";
import { secretFiles } from "./bootstrap-secrets";
import { policyControllerConfig } from "./configs/cluster-policy-controller";
import { kubeApiServerConfigText } from "./configs/kube-apiserver";
import { kubeControllerManagerConfigText } from "./configs/kube-controller-manager";
import { bootstrapClusterVersionOperator } from "./static-pods/cluster-version-operator";
import { etcdBootstrapMember, etcdMemberFiles } from "./static-pods/etcd";
import { bootstrapApiServer } from "./static-pods/kube-apiserver";
import { bootstrapControllerManager } from "./static-pods/kube-controller-manager";
import { bootstrapScheduler } from "./static-pods/kube-scheduler";
import { bootstrapMachineConfigServer } from "./static-pods/machine-config-server";

export type { BootstrapPod, BootstrapStage } from "./bootstrap-pod";

/** The bootstrap machine's pods, in the order in which they start. None of them is kube-proxy, which OVN replaces. */
export function bootstrapPods(plan: OpenshiftClusterPlan): readonly BootstrapPod[] {
  return [
    etcdBootstrapMember(plan),
    bootstrapMachineConfigServer(plan),
    bootstrapApiServer(plan),
    bootstrapControllerManager(plan),
    bootstrapScheduler(plan),
    bootstrapClusterVersionOperator(),
  ];
}

/** The keys, certificates and kubeconfigs that the pods read, at their places on the machine. Secret as a whole. */
export function bootstrapSecretFiles(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
): readonly NodeFile[] {
  return [...secretFiles(plan, bundle), ...etcdMemberFiles(plan, bundle)];
}

/** The configuration files that the pods read. */
export function bootstrapConfigFiles(plan: OpenshiftClusterPlan): readonly NodeFile[] {
  const file = (name: ConfigFileName, contents: string) =>
    publicFile(`${mounts.configs.onMachine}/${name}`, contents);
  return [
    file(configFileNames.apiServer, kubeApiServerConfigText(plan)),
    file(configFileNames.auditPolicy, auditPolicy()),
    file(configFileNames.controllerManager, kubeControllerManagerConfigText(plan)),
    file(configFileNames.policyController, policyControllerConfig()),
  ];
}

/** The directories of the pods whose contents are not for every user of the machine. */
export function bootstrapPodDirectories(): readonly NodeDirectory[] {
  const { secrets, etcdCertificates, etcdData, auditLog } = mounts;
  return [secrets, etcdCertificates, etcdData, auditLog].map(({ onMachine }) =>
    privateDirectory("root", onMachine),
  );
}
