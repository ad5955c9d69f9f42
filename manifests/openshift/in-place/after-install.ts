import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { markComplete, takeOverridesBack, waitForMark } from "../bootkube/handover";
import { bootkubePaths } from "../bootkube/paths";
import { mounts } from "../bootstrap-mounts";
import { namespaces } from "../objects/names";
import { carriedPods } from "./carried";
import { inPlacePaths } from "./paths";
import { afterInstallUnit } from "./units";

/** Leases whose holders ran in memory (facts: sno-plus.md, 2 d). Others are of programs that wait for no more than seconds. */
const staleLeases = [
  { namespace: namespaces.clusterVersion, name: "version" },
  { namespace: namespaces.system, name: "cluster-policy-controller-lock" },
] as const;

/**
 * The stages that complete the bootstrap on the installed node (facts: sno-plus.md, 2 d). It approves no certificate
 * request, as a script that approves whatever is asked for would let in whoever asks: the gate does, which is bound to the
 * plan. Neither waits for the other. The API server runs before the node has a certificate, and keepalived with it, both
 * as static pods; so the gate finds the API by its own address, approves, and the node becomes ready.
 */
export function afterInstallText(plan: OpenshiftClusterPlan): string {
  const node = plan.bootstrap.name;
  const pods = carriedPods(plan);
  return `
# That this node runs proves what the live system had no time to record.
stage_node_api() {
  local past
  for past in master-ignition install; do
    if [ -z "$(recorded "$past" startedAt)" ]; then record "$past" startedAt "$(now)"; fi
    record "$past" endedAt "$(now)"
    record "$past" result 'done'
  done
  wait_for 'the API of this node' api_is_ready
  : >${bootkubePaths.apiAnswered}
}

stage_node_overrides() {
${takeOverridesBack}}

stage_node_complete() {
${waitForMark}}

${markComplete}
stage_stale_leases() {
${staleLeases
  .map(
    ({ namespace, name }) =>
      `  wait_for 'the end of the lease ${namespace}/${name}' \\\n    kube delete leases.coordination.k8s.io ${name} --namespace ${namespace} --ignore-not-found\n`,
  )
  .join("")}}

stage_node_ready() {
  wait_for 'the node' node_is_ready
}

node_is_ready() {
  local ready
  ready=$(kube get nodes ${node} --ignore-not-found -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')
  if [ "$ready" = 'True' ]; then return 0; fi
  echo "Ready is \${ready:-not said yet, its certificate request may wait for its gate}"
  return 1
}

# A kubelet that is restarted leaves its containers alone.
stage_node_kubelet() {
  systemctl daemon-reload
  systemctl restart kubelet.service
  wait_for "the operators' static pods" pods_are_replaced
  systemctl restart kubelet.service
}

pods_are_replaced() {
  local ours
  ours=$(grep -slxE '  name: (${pods.map(({ name }) => name).join("|")})' \\
${pods.map(({ onNode }) => `    ${onNode}`).join(" \\\n")} || true)
  if [ -z "$ours" ]; then return 0; fi
  echo "not replaced yet: $(tr '\\n' ' ' <<<"$ours")"
  return 1
}

stage_available() {
  wait_for 'the release' release_is_available
}

release_is_available() {
  local conditions
  conditions=$(kube get clusterversions.config.openshift.io version -o \\
    'jsonpath={range .status.conditions[*]}{.type}={.status} {.message}{"\\n"}{end}')
  if grep -q '^Available=True' <<<"$conditions"; then return 0; fi
  grep -E '^(Failing=True|Progressing)' <<<"$conditions" || echo 'nothing is said of it yet'
  return 1
}
`;
}

/** What the node does not need once the operators run it: the keys of signers among it. */
const leftovers = [
  bootkubePaths.auth,
  mounts.secrets.onMachine,
  mounts.configs.onMachine,
  mounts.etcdCertificates.onMachine,
  inPlacePaths.log,
] as const;

/** The keys first: what is cut off here is begun anew for as long as the unit is enabled. */
export const lastWordsOfNode = `  rm -rf ${leftovers.join(" ")}
  systemctl disable ${afterInstallUnit}
  echo 'after-install: the cluster carries itself'
  rm -rf ${bootkubePaths.home}
`;
