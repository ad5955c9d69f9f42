import { namespaces } from "../objects/names";

/** The stage that waits until somebody is there to install the operators once this machine has left its memory. */
export const versionOperatorText = `
stage_version_operator() {
  wait_for 'the Deployment of the cluster version operator' version_operator_is_there
}

version_operator_is_there() {
  local found
  found=$(kube get deployments.apps cluster-version-operator --namespace ${namespaces.clusterVersion} --ignore-not-found -o name)
  if [ -n "$found" ]; then return 0; fi
  echo 'the one in memory has not made it yet'
  return 1
}
`;
