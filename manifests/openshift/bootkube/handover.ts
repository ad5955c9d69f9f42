import { withoutOverrides } from "../objects/cluster-version";
import { bootstrapComplete } from "../../../topology/openshift/bootkube-report";
import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { ports } from "../../../topology/ports";
import { bootkubePaths } from "./paths";
import { podFilesIn } from "./pods";
import { neededControlPlanes } from "./stages";

const { secrets, staticPods } = bootkubePaths;
const { namespace, name, key, value } = bootstrapComplete;

/** Pods of the control plane in the cluster, by namespace and the beginning of their names (facts, 5.2, step 17). */
const requiredPods = [
  "openshift-kube-apiserver/kube-apiserver",
  "openshift-kube-scheduler/openshift-kube-scheduler",
  "openshift-kube-controller-manager/kube-controller-manager",
  "openshift-cluster-version/cluster-version-operator",
] as const;

/** The operators' resources that tell of each node which revision of the program runs there. */
const revisionedPrograms = ["kubeapiservers", "kubecontrollermanagers", "kubeschedulers"] as const;

/** The line by which a stage gives the cluster version operator back what it had to leave alone. */
export const takeOverridesBack = `  wait_for 'the ClusterVersion' kube patch clusterversions.config.openshift.io version --type=merge \\
    --patch '${withoutOverrides()}'
`;

/** The line by which a stage marks the bootstrap complete, by the function `mark_complete`. */
export const waitForMark = `  wait_for 'the ConfigMap ${namespace}/${name}' mark_complete
`;

/** Marks the bootstrap complete, where it is not and whatever is there instead. */
export const markComplete = `mark_complete() {
  local status
  status=$(kube get configmap ${name} --namespace ${namespace} --ignore-not-found -o 'jsonpath={.metadata.name}={.data.${key}}')
  case $status in
    '${name}=${value}') ;;
    '' | =) kube create configmap ${name} --namespace ${namespace} --from-literal=${key}=${value} ;;
    *) kube patch configmap ${name} --namespace ${namespace} --type=merge --patch '{"data":{"${key}":"${value}"}}' ;;
  esac
}
`;

/** The stages by which the control plane passes from this machine to others (facts: openshift-hard-way.md, 5.2). */
export function handoverText(plan: OpenshiftClusterPlan): string {
  return `
needed_control_planes=${neededControlPlanes(plan)}
required_pods=(
${lines(requiredPods)})
# Etcd is not among them: the cluster counts on its vote until the operator removes it.
ended_pods=(
${lines(podFilesIn(plan, "operators", "controlPlane", "machineConfigServer").split(" "))})

stage_control_planes() {
  wait_for 'the pods of the control plane' required_pods_run "\${required_pods[@]}"
  wait_for "the control plane on $needed_control_planes machines" runs_on_enough ${revisionedPrograms.join(" ")}
}

# required_pods_run NAMESPACE/PREFIX...
required_pods_run() {
  local required phases missing=''
  for required in "$@"; do
    phases=$(kube get pods --namespace "\${required%/*}" -o \\
      'jsonpath={range .items[*]}{.metadata.name}={.status.phase}{"\\n"}{end}')
    if ! grep -qE "^\${required#*/}.*=Running$" <<<"$phases"; then missing="$missing $required"; fi
  done
  if [ -z "$missing" ]; then return 0; fi
  echo "not running:$missing"
  return 1
}

# runs_on_enough RESOURCE...
runs_on_enough() {
  local resource revisions count
  for resource in "$@"; do
    revisions=$(kube get "$resource.operator.openshift.io" cluster -o \\
      'jsonpath={range .status.nodeStatuses[*]}{.currentRevision}{"\\n"}{end}')
    count=$(grep -cE '^[1-9]' <<<"$revisions" || true)
    if [ "$count" -lt "$needed_control_planes" ]; then
      echo "$resource: a revision runs on $count of $needed_control_planes machines"
      return 1
    fi
  done
}

stage_overrides() {
${takeOverridesBack}}

stage_teardown() {
  local name
  wait_for 'the API through the load balancer' api_is_ready
  for name in "\${ended_pods[@]}"; do rm -f "${staticPods}/$name"; done
  wait_for "the end of this machine's API server" api_server_has_ended
  rm -rf ${secrets}
}

# Who refuses a connection has ended; who does not answer in time may be busy.
api_server_has_ended() {
  local status=0
  curl --silent --insecure --max-time 5 --output /dev/null https://localhost:${ports.apiServer}/livez || status=$?
  if [ "$status" = 7 ]; then return 0; fi
  echo "it takes connections still"
  return 1
}

stage_complete() {
  wait_for "the API server on $needed_control_planes machines" runs_on_enough ${revisionedPrograms[0]}
${waitForMark}}

${markComplete}
stage_member_removed() {
  wait_for "the removal of this machine's member of etcd" member_is_removed
}

member_is_removed() {
  local condition
  condition=$(kube get etcds.operator.openshift.io cluster -o \\
    'jsonpath={range .status.conditions[?(@.type=="EtcdBootstrapMemberRemoved")]}{.status} {.message}{end}')
  case $condition in
    True*) ;;
    *)
      echo "the operator says: \${condition:-nothing}"
      return 1
      ;;
  esac
}
`;
}

/** The elements of an array of the shell. */
function lines(words: readonly string[]): string {
  return words.map((word) => `  ${word}\n`).join("");
}
