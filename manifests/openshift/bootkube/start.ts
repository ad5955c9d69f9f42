import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { ports } from "../../../topology/ports";
import { bootkubePaths } from "./paths";
import { podFilesIn } from "./pods";

const { apiAnswered, crds, featureGate, images, secrets, version } = bootkubePaths;

/** The stages in which this machine's own control plane starts (facts: openshift-hard-way.md, 5.2 and 10.1). */
export function startText(plan: OpenshiftClusterPlan): string {
  const planned = plan.openshift.release.version;
  return `
stage_release() {
  local found gates
  if [ ! -s ${images} ]; then fail 'the list of images is missing: ${images}'; fi
  found=$(<${version})
  if [ "$found" != '${planned}' ]; then fail "the release here is version $found, and the plan's is ${planned}"; fi
  # Not by a pipe: who writes into one that nobody reads on has failed.
  gates=$(tr -d "\\"'" <${featureGate})
  if ! grep -qE '^ +(- )?version: ${planned.replaceAll(".", "\\.")}$' <<<"$gates"; then
    fail "the status of the feature gates does not name version ${planned}"
  fi
  if ! grep -qx 'kind: CustomResourceDefinition' ${crds}/*.yaml; then fail 'there are no CRDs in ${crds}'; fi
}

stage_etcd() {
  install_pods ${podFilesIn(plan, "etcd")}
  wait_for 'etcd' etcd_is_healthy
}

etcd_is_healthy() {
  local health
  health=$(curl --silent --show-error --max-time 10 --cacert ${secrets}/etcd-ca-bundle.crt \\
    --cert ${secrets}/etcd-client.crt --key ${secrets}/etcd-client.key https://localhost:${ports.etcdClient}/health)
  case $health in
    *'"health":"true"'*) ;;
    *)
      echo "$health"
      return 1
      ;;
  esac
}

stage_control_plane() {
  install_pods ${podFilesIn(plan, "machineConfigServer", "controlPlane")}
  wait_for 'the API of this machine' api_is_ready
  : >${apiAnswered}
}

stage_operators() {
  install_pods ${podFilesIn(plan, "operators")}
}
`;
}
