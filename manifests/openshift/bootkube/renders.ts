import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { bootkubePaths } from "./paths";
import { type RenderInput, renderInputs } from "./render-inputs";

const paths = bootkubePaths;
const profile = "self-managed-high-availability";

/** The stages that run programs of the release (facts: openshift-hard-way.md, 5.2 and 6). */
export function rendersText(plan: OpenshiftClusterPlan): string {
  const { image, version } = plan.openshift.release;
  return `${functions}
stage_api_render() {
  wait_for "cluster-config-api's render" api_render
}

# The render reads from the feature gates which set of features the cluster has, and fills in their status.
api_render() {
  begin_render api manifests
  printf 'apiVersion: config.openshift.io/v1\\nkind: FeatureGate\\nmetadata:\\n  name: cluster\\nspec: {}\\n' \\
    >"$render/manifests/feature-gate.yaml"
  in_image cluster-config-api /usr/bin/render --asset-output-dir=/assets/api-bootstrap \\
    --rendered-manifest-dir=/assets/manifests --cluster-profile=${profile} \\
    --payload-version=${version}
  take_crds "$render/api-bootstrap/manifests"
  put ${paths.featureGate} <"$render/manifests/feature-gate.yaml"
}

stage_version_render() {
  wait_for "cluster-version-operator's render" version_render
}

# The operator's program is that of the release image itself. Its static pod is ours, so of what it renders the CRDs are taken.
version_render() {
  begin_render version manifests
  cp ${paths.featureGate} "$render/manifests/feature-gate.yaml"
  in_image release render --output-dir=/assets/version-bootstrap --release-image='${image}' \\
    --feature-gate-manifest-path=/assets/manifests/feature-gate.yaml
  take_crds "$render/version-bootstrap/manifests"
}

stage_auth_api_render() {
  wait_for "cluster-authentication-operator's render" auth_api_render
}

auth_api_render() {
  begin_render auth-api manifests
  cp ${paths.featureGate} "$render/manifests/"
  in_image cluster-authentication-operator render --asset-output-dir=/assets/auth-api-bootstrap/manifests \\
    --rendered-manifest-dir=/assets/manifests --cluster-profile=${profile} \\
    --payload-version=${version}
  take_crds "$render/auth-api-bootstrap/manifests"
}

stage_machine_configs() {
  wait_for "machine-config-operator's render" machine_configs
}

# The machine config server's pod renders further from what this leaves, and serves that.
machine_configs() {
  local file inputs=${paths.renderInputs}
  begin_render mco manifests tls
${renderInputs.map(copyOf).join("\n")}
  cp ${paths.tls}/root-ca.crt ${paths.secrets}/kube-apiserver-complete-client-ca-bundle.crt "$render/tls/"
  cp ${paths.imageReferences} "$render/image-references"
  in_image machine-config-operator bootstrap --root-ca=/assets/tls/root-ca.crt \\
    --kube-ca=/assets/tls/kube-apiserver-complete-client-ca-bundle.crt \\
    --config-file=/assets/manifests/cluster-config.yaml --dest-dir=/assets/mco-bootstrap \\
    --pull-secret=/assets/manifests/openshift-config-secret-pull-secret.yaml \\
    --release-image='${image}' \\
    --image-references=/assets/image-references --payload-version=${version}
  mkdir -p ${paths.rendered}
  cp "$render"/mco-bootstrap/manifests/*.yaml ${paths.rendered}/

  rm -rf "$inputs"
  mkdir -p "$inputs"
  cp ${paths.manifests}/*.yaml "$render"/mco-bootstrap/bootstrap/manifests/* "$inputs/"
  cp ${paths.featureGate} ${paths.imageReferences} "$inputs/"
}
`;
}

/** The stage that hears of etcd's operator, by its own program, that etcd runs in the cluster (facts, 5.2, step 20). */
export const etcdOperatorText = `
stage_etcd_operator() {
  begin_render ceo
  cp ${paths.auth}/kubeconfig "$render/kubeconfig"
  wait_for "cluster-etcd-operator's word" etcd_operator
}

etcd_operator() {
  local reference
  reference=$(image cluster-etcd-operator)
  timeout "$((deadline - SECONDS + 1))" podman run --quiet --rm --net=host --user 0 --authfile ${paths.pullSecret} \\
    --volume "$render:/assets:z" "$reference" /usr/bin/cluster-etcd-operator wait-for-ceo --kubeconfig=/assets/kubeconfig
}
`;

const functions = `
# begin_render NAME FOLDER...: an empty folder for a program to work in.
begin_render() {
  local folder
  render=${paths.renders}/$1
  shift
  rm -rf "$render"
  mkdir -p "$render"
  for folder in "$@"; do mkdir "$render/$folder"; done
}

# in_image TAG WORD...: runs a program of the release on the folder, in this machine's network.
in_image() {
  local reference
  reference=$(image "$1")
  shift
  podman run --quiet --rm --net=host --user 0 --authfile ${paths.pullSecret} --env CLUSTER_PROFILE=${profile} \\
    --volume "$render:/assets:z" "$reference" "$@"
}

take_crds() {
  local file
  mkdir -p ${paths.crds}
  for file in "$1"/*.yaml; do
    if grep -qx 'kind: CustomResourceDefinition' "$file"; then cp "$file" ${paths.crds}/; fi
  done
}

# object_file FOLDER VERSION KIND NAME: the one file of the folder that has the object.
object_file() {
  local file found=''
  for file in "$1"/*.yaml; do
    if grep -qE "^apiVersion: \\"?$2\\"?$" "$file" && grep -qE "^kind: \\"?$3\\"?$" "$file" &&
      grep -qE "^  name: \\"?$4\\"?$" "$file"; then
      if [ -n "$found" ]; then fail "both $found and $file have the $3 $4"; fi
      found=$file
    fi
  done
  if [ -z "$found" ]; then fail "no file in $1 has the $3 $4"; fi
  printf '%s' "$found"
}
`;

function copyOf({ apiVersion, kind, name, file, presence }: RenderInput): string {
  const copy = `file=$(object_file ${paths.manifests} ${apiVersion} ${kind} ${name})
  cp "$file" "$render/manifests/${file}"`;
  if (presence === "always") return `  ${copy}`;
  return `  if grep -qE '^  name: "?${name}"?$' ${paths.manifests}/*.yaml; then
    ${copy.replace("\n", "\n  ")}
  fi`;
}
