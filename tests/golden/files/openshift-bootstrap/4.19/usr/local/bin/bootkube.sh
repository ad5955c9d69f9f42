#!/bin/bash
# Stands up the first control plane and the cluster's objects, and leaves when others have taken over.
set -euo pipefail
shopt -s inherit_errexit
umask 077

look_every=2

# All stages of this machine, in order, each with the seconds that one try may take.
stages=(
  "release-image 3600"
  "release-verify 300"
  "release-extract 300"
  "pause-image 60"
  "api-render 1200"
  "version-render 1200"
  "auth-api-render 1200"
  "machine-configs 1200"
  "release 60"
  "etcd 1200"
  "control-plane 1200"
  "crds 900"
  "objects 1800"
  "operators 60"
  "late-objects 3600"
  "control-planes 3600"
  "overrides 600"
  "teardown 600"
  "etcd-operator 3600"
  "complete 1200"
  "member-removed 3600"
)

# put FILE: replaces a file as a whole by what is on standard input, so that nobody ever reads half of it.
put() {
  cat >"$1.new"
  mv "$1.new" "$1"
}

# recorded STAGE FIELD: what is recorded of a stage, or nothing.
recorded() {
  if [ -e "/opt/openshift/stages/$1/$2" ]; then printf '%s' "$(<"/opt/openshift/stages/$1/$2")"; fi
}

record() {
  mkdir -p "/opt/openshift/stages/$1"
  printf '%s\n' "$3" | put "/opt/openshift/stages/$1/$2"
}

now() {
  date -u +%Y-%m-%dT%H:%M:%SZ
}

# json_text TEXT: the inside of a JSON string. What is not printable ASCII becomes a space.
json_text() {
  printf '%s' "$1" | LC_ALL=C tr -c '[:print:]' ' ' | cut -c 1-800 | sed 's/["\\]/\\&/g'
}

# The report has the stages that have begun.
write_report() {
  local line name budget result separator=''
  {
    printf '['
    for line in "${stages[@]}"; do
      name=${line% *}
      budget=${line##* }
      result=$(recorded "$name" result)
      if [ -z "$result" ]; then continue; fi
      printf '%s\n{"name":"%s","budgetSeconds":%s,"result":"%s","startedAt":"%s","endedAt":"%s","lastError":"%s"}' \
        "$separator" "$name" "$budget" "$result" "$(recorded "$name" startedAt)" \
        "$(recorded "$name" endedAt)" "$(recorded "$name" lastError)"
      separator=','
    done
    printf '\n]\n'
  } | put "/opt/openshift/stages.json"
  publish
}

# saw TEXT: what stands in the way of the stage that runs. What a trap may call says what it returns: a bare return would
# give the status of what failed before the trap.
saw() {
  local text
  text=$(json_text "$1")
  if [ "$text" = "$(recorded "$stage" lastError)" ]; then return 0; fi
  if [ -n "$1" ]; then echo "$stage: $1" >&2; fi
  record "$stage" lastError "$text"
  write_report
}

fail() {
  saw "$1"
  exit 99
}

# wait_for WHAT COMMAND...: until the command succeeds or the stage's time is over. What it said last is what was seen.
# It runs in the background, where its first error ends it: as the condition of a loop it would go on after errors.
wait_for() {
  local what=$1 said status
  shift
  while true; do
    status=0
    (
      trap - ERR
      "$@"
    ) >"/opt/openshift/work/said" 2>&1 &
    wait "$!" || status=$?
    if [ "$status" = 0 ]; then break; fi
    if [ "$status" = 99 ]; then exit 99; fi
    said=$(tail -n 3 "/opt/openshift/work/said")
    saw "$what: ${said:-no answer}"
    if [ "$SECONDS" -ge "$deadline" ]; then fail "$what: given up; ${said:-no answer}"; fi
    publish
    sleep "$look_every"
  done
  saw ''
}

# run_stage STAGE BUDGET: begins a stage that is not done, from its start.
run_stage() {
  local status
  stage=$1
  mkdir -p /opt/openshift/work
  if [ "$(recorded "$stage" result)" = 'done' ]; then return 0; fi
  deadline=$((SECONDS + $2))
  if [ -z "$(recorded "$stage" startedAt)" ]; then record "$stage" startedAt "$(now)"; fi
  record "$stage" result running
  write_report
  echo "$stage: begins"
  set +e
  (
    set -eE
    trap 'status=$?; if [ "$status" != 99 ]; then saw "$BASH_COMMAND: status $status"; fi; exit 99' ERR
    "stage_${stage//-/_}"
  )
  status=$?
  set -e
  record "$stage" endedAt "$(now)"
  if [ "$status" != 0 ]; then
    record "$stage" result failed
    write_report
    exit 1
  fi
  record "$stage" lastError ''
  record "$stage" result 'done'
  write_report
  echo "$stage: done"
}

discovery=/opt/openshift/work/discovery

kube() {
  local kubeconfig=/opt/openshift/auth/kubeconfig-loopback
  if [ -e "/opt/openshift/stages/teardown/startedAt" ]; then kubeconfig=/opt/openshift/auth/kubeconfig; fi
  timeout "${limit:-600}" kubectl --kubeconfig="$kubeconfig" --cache-dir="$discovery" --request-timeout=60s "$@"
}

# True when the API is ready; else it says which of its checks fail, or why it does not answer.
api_is_ready() {
  local said
  if said=$(kube get --raw /readyz 2>&1); then return 0; fi
  grep -oE '\[-\][A-Za-z0-9/_-]+' <<<"$said" || tail -n 1 <<<"$said"
  return 1
}

# Writes the report into the cluster, where it is not there already. Who cannot publish it at present tries again at the
# next look.
publish() {
  if [ ! -e /opt/openshift/.api-answered ] || cmp -s /opt/openshift/stages.json /opt/openshift/stages.json.published; then return 0; fi
  {
    printf '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"kube-system","name":"hardway-bootkube"},'
    printf '"data":{"stages.json":"'
    sed 's/["\\]/\\&/g; s/$/\\n/' /opt/openshift/stages.json | tr -d '\n'
    printf '"}}\n'
  } >/opt/openshift/stages.json.object
  if limit=20 kube apply --server-side --force-conflicts --field-manager=hardway-bootkube --validate=ignore \
    -f /opt/openshift/stages.json.object >/dev/null 2>&1; then cp /opt/openshift/stages.json /opt/openshift/stages.json.published; fi
}

# image TAG: the reference of an image of the release.
image() {
  local reference
  reference=$(sed -n "s|^$1=||p" /opt/openshift/release/images)
  if [ -z "$reference" ]; then fail "the release has no image $1"; fi
  printf '%s' "$reference"
}

# Installs the manifest on standard input, if it is new. The kubelet must never read half a file, so it is written
# beside the directory and moved into it.
install_manifest() {
  new="/etc/kubernetes/.$1.new"
  (umask 077 && cat >"$new")
  if cmp --silent "$new" "/etc/kubernetes/manifests/$1"; then rm "$new"; else mv "$new" "/etc/kubernetes/manifests/$1"; fi
}

# filled FILE: its text, with the release's images in the place of what stands for them.
filled() {
  local text tag reference
  text=$(<"$1")
  for tag in $(grep -oE 'release-image://[a-z0-9-]+' "$1" | sed 's|^release-image://||' | sort -ru || true); do
    reference=$(image "$tag")
    text=${text//"release-image://$tag"/"$reference"}
  done
  printf '%s\n' "$text"
}

install_pods() {
  local name text
  for name in "$@"; do
    text=$(filled "/opt/openshift/bootstrap-manifests/$name")
    install_manifest "$name" <<<"$text"
  done
}

# begin_render NAME FOLDER...: an empty folder for a program to work in.
begin_render() {
  local folder
  render=/opt/openshift/renders/$1
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
  podman run --quiet --rm --net=host --user 0 --authfile /var/lib/kubelet/config.json --env CLUSTER_PROFILE=self-managed-high-availability \
    --volume "$render:/assets:z" "$reference" "$@"
}

take_crds() {
  local file
  mkdir -p /opt/openshift/release/crds
  for file in "$1"/*.yaml; do
    if grep -qx 'kind: CustomResourceDefinition' "$file"; then cp "$file" /opt/openshift/release/crds/; fi
  done
}

# object_file FOLDER VERSION KIND NAME: the one file of the folder that has the object.
object_file() {
  local file found=''
  for file in "$1"/*.yaml; do
    if grep -qE "^apiVersion: \"?$2\"?$" "$file" && grep -qE "^kind: \"?$3\"?$" "$file" &&
      grep -qE "^  name: \"?$4\"?$" "$file"; then
      if [ -n "$found" ]; then fail "both $found and $file have the $3 $4"; fi
      found=$file
    fi
  done
  if [ -z "$found" ]; then fail "no file in $1 has the $3 $4"; fi
  printf '%s' "$found"
}

stage_api_render() {
  wait_for "cluster-config-api's render" api_render
}

# The render reads from the feature gates which set of features the cluster has, and fills in their status.
api_render() {
  begin_render api manifests
  printf 'apiVersion: config.openshift.io/v1\nkind: FeatureGate\nmetadata:\n  name: cluster\nspec: {}\n' \
    >"$render/manifests/feature-gate.yaml"
  in_image cluster-config-api /usr/bin/render --asset-output-dir=/assets/api-bootstrap \
    --rendered-manifest-dir=/assets/manifests --cluster-profile=self-managed-high-availability \
    --payload-version=4.0.0-okd-scos.0
  take_crds "$render/api-bootstrap/manifests"
  put /opt/openshift/release/feature-gate.yaml <"$render/manifests/feature-gate.yaml"
}

stage_version_render() {
  wait_for "cluster-version-operator's render" version_render
}

# The operator's program is that of the release image itself. Its static pod is ours, so of what it renders the CRDs are taken.
version_render() {
  begin_render version manifests
  cp /opt/openshift/release/feature-gate.yaml "$render/manifests/feature-gate.yaml"
  in_image release render --output-dir=/assets/version-bootstrap --release-image='quay.io/okd/scos-release@sha256:5555555555555555555555555555555555555555555555555555555555555555' \
    --feature-gate-manifest-path=/assets/manifests/feature-gate.yaml
  take_crds "$render/version-bootstrap/manifests"
}

stage_auth_api_render() {
  wait_for "cluster-authentication-operator's render" auth_api_render
}

auth_api_render() {
  begin_render auth-api manifests
  cp /opt/openshift/release/feature-gate.yaml "$render/manifests/"
  in_image cluster-authentication-operator render --asset-output-dir=/assets/auth-api-bootstrap/manifests \
    --rendered-manifest-dir=/assets/manifests --cluster-profile=self-managed-high-availability \
    --payload-version=4.0.0-okd-scos.0
  take_crds "$render/auth-api-bootstrap/manifests"
}

stage_machine_configs() {
  wait_for "machine-config-operator's render" machine_configs
}

# The machine config server's pod renders further from what this leaves, and serves that.
machine_configs() {
  local file inputs=/etc/mcc/bootstrap
  begin_render mco manifests tls
  file=$(object_file /opt/openshift/manifests config.openshift.io/v1 Infrastructure cluster)
  cp "$file" "$render/manifests/cluster-infrastructure-02-config.yml"
  file=$(object_file /opt/openshift/manifests config.openshift.io/v1 Network cluster)
  cp "$file" "$render/manifests/cluster-network-02-config.yml"
  file=$(object_file /opt/openshift/manifests config.openshift.io/v1 DNS cluster)
  cp "$file" "$render/manifests/cluster-dns-02-config.yml"
  file=$(object_file /opt/openshift/manifests config.openshift.io/v1 Proxy cluster)
  cp "$file" "$render/manifests/cluster-proxy-01-config.yaml"
  file=$(object_file /opt/openshift/manifests v1 ConfigMap cluster-config-v1)
  cp "$file" "$render/manifests/cluster-config.yaml"
  file=$(object_file /opt/openshift/manifests v1 Secret pull-secret)
  cp "$file" "$render/manifests/openshift-config-secret-pull-secret.yaml"
  if grep -qE '^  name: "?user-ca-bundle"?$' /opt/openshift/manifests/*.yaml; then
    file=$(object_file /opt/openshift/manifests v1 ConfigMap user-ca-bundle)
    cp "$file" "$render/manifests/user-ca-bundle-config.yaml"
  fi
  cp /opt/openshift/tls/root-ca.crt /etc/kubernetes/bootstrap-secrets/kube-apiserver-complete-client-ca-bundle.crt "$render/tls/"
  cp /opt/openshift/release/image-references "$render/image-references"
  in_image machine-config-operator bootstrap --root-ca=/assets/tls/root-ca.crt \
    --kube-ca=/assets/tls/kube-apiserver-complete-client-ca-bundle.crt \
    --config-file=/assets/manifests/cluster-config.yaml --dest-dir=/assets/mco-bootstrap \
    --pull-secret=/assets/manifests/openshift-config-secret-pull-secret.yaml \
    --release-image='quay.io/okd/scos-release@sha256:5555555555555555555555555555555555555555555555555555555555555555' \
    --image-references=/assets/image-references --payload-version=4.0.0-okd-scos.0
  mkdir -p /opt/openshift/release/manifests
  cp "$render"/mco-bootstrap/manifests/*.yaml /opt/openshift/release/manifests/

  rm -rf "$inputs"
  mkdir -p "$inputs"
  cp /opt/openshift/manifests/*.yaml "$render"/mco-bootstrap/bootstrap/manifests/* "$inputs/"
  cp /opt/openshift/release/feature-gate.yaml /opt/openshift/release/image-references "$inputs/"
}

stage_etcd_operator() {
  begin_render ceo
  cp /opt/openshift/auth/kubeconfig "$render/kubeconfig"
  wait_for "cluster-etcd-operator's word" etcd_operator
}

etcd_operator() {
  local reference
  reference=$(image cluster-etcd-operator)
  timeout "$((deadline - SECONDS + 1))" podman run --quiet --rm --net=host --user 0 --authfile /var/lib/kubelet/config.json \
    --volume "$render:/assets:z" "$reference" /usr/bin/cluster-etcd-operator wait-for-ceo --kubeconfig=/assets/kubeconfig
}

stage_release() {
  local found gates
  if [ ! -s /opt/openshift/release/images ]; then fail 'the list of images is missing: /opt/openshift/release/images'; fi
  found=$(</opt/openshift/release/version)
  if [ "$found" != '4.0.0-okd-scos.0' ]; then fail "the release here is version $found, and the plan's is 4.0.0-okd-scos.0"; fi
  # Not by a pipe: who writes into one that nobody reads on has failed.
  gates=$(tr -d "\"'" </opt/openshift/release/feature-gate.yaml)
  if ! grep -qE '^ +(- )?version: 4\.0\.0-okd-scos\.0$' <<<"$gates"; then
    fail "the status of the feature gates does not name version 4.0.0-okd-scos.0"
  fi
  if ! grep -qx 'kind: CustomResourceDefinition' /opt/openshift/release/crds/*.yaml; then fail 'there are no CRDs in /opt/openshift/release/crds'; fi
}

stage_etcd() {
  install_pods etcd-member-pod.yaml
  wait_for 'etcd' etcd_is_healthy
}

etcd_is_healthy() {
  local health
  health=$(curl --silent --show-error --max-time 10 --cacert /etc/kubernetes/bootstrap-secrets/etcd-ca-bundle.crt \
    --cert /etc/kubernetes/bootstrap-secrets/etcd-client.crt --key /etc/kubernetes/bootstrap-secrets/etcd-client.key https://localhost:2379/health)
  case $health in
    *'"health":"true"'*) ;;
    *)
      echo "$health"
      return 1
      ;;
  esac
}

stage_control_plane() {
  install_pods machine-config-server-pod.yaml kube-apiserver-pod.yaml kube-controller-manager-pod.yaml kube-scheduler-pod.yaml
  wait_for 'the API of this machine' api_is_ready
  : >/opt/openshift/.api-answered
}

stage_operators() {
  install_pods cluster-version-operator-pod.yaml
}

# create_round FILE...: creates at one go what is not known to be in. An object counts as in when kubectl ended well, or
# when the API server says that the object exists; silence proves nothing, since kubectl may have been cut off.
create_round() {
  local file said
  local -a absent=() named=()
  for file in "$@"; do
    if [ ! -e "/opt/openshift/objects/${file#/opt/openshift/}.in" ]; then
      absent+=("$file")
      named+=(-f "$file")
    fi
  done
  if [ "${#absent[@]}" = 0 ]; then return 0; fi
  if kube create --validate=ignore "${named[@]}" >/opt/openshift/work/created 2>/opt/openshift/work/refused; then
    for file in "${absent[@]}"; do note "$file" in; done
    return 0
  fi
  for file in "${absent[@]}"; do
    said=$(grep -F "\"$file\"" /opt/openshift/work/refused | tail -n 1 || true)
    case $said in
      *'(AlreadyExists)'*) note "$file" in ;;
      *) lacks "$file" "$said" ;;
    esac
  done
  if [ -z "$first" ]; then first=$(tail -n 1 /opt/openshift/work/refused); fi
}

# note FILE WHAT [TEXT]: keeps in mind what is known of the file's object.
note() {
  local mark=/opt/openshift/objects/${1#/opt/openshift/}
  mkdir -p "${mark%/*}"
  put "$mark.$2" <<<"${3:-}"
  if [ "$2" = in ]; then rm -f "$mark.error"; fi
}

# lacks FILE TEXT: counts what is not in, and remembers why.
lacks() {
  left=$((left + 1))
  note "$1" error "$2"
  if [ -z "$first" ]; then first=$2; fi
}

# status_round FILE...: writes the statuses that have not been written, of the objects that are in.
status_round() {
  local file mark said
  for file in "$@"; do
    case $file in
      *.status.yaml | /opt/openshift/release/feature-gate.yaml) ;;
      *) continue ;;
    esac
    mark=/opt/openshift/objects/${file#/opt/openshift/}
    if [ -e "$mark.status" ] || [ ! -e "$mark.in" ]; then continue; fi
    if said=$(kube replace --subresource=status --validate=ignore -f "$file" 2>&1); then
      note "$file" status
    else
      lacks "$file" "$said"
    fi
  done
}

# round FILE...: true when all objects are in, with their statuses. The API's kinds are found out anew.
round() {
  local first='' left=0
  rm -rf "$discovery"
  create_round "$@"
  status_round "$@"
  if [ "$left" = 0 ]; then return 0; fi
  echo "$left of $# are not known to be in: $first"
  return 1
}

# comes_with_operators FILE: whether the object is of a kind that neither the API server nor a CRD of the release has.
comes_with_operators() {
  local group kind
  group=$(sed -n 's|^apiVersion: *"\{0,1\}\([^"]*\)/.*|\1|p' "$1")
  kind=$(sed -n 's|^kind: *"\{0,1\}\([A-Za-z]*\).*|\1|p' "$1")
  case $group in
    *.k8s.io) return 1 ;;
    *.*) ;;
    *) return 1 ;;
  esac
  ! grep -lE "^ +group: \"?$group\"?$" /opt/openshift/release/crds/*.yaml | xargs -r grep -qE "^ +kind: \"?$kind\"?$"
}

stage_crds() {
  wait_for 'the CRDs' round /opt/openshift/release/crds/*.yaml
  wait_for 'the CRDs to be served' crds_are_served
}

crds_are_served() {
  local list unserved
  list=$(kube get customresourcedefinitions.apiextensions.k8s.io -o \
    'jsonpath={range .items[*]}{.metadata.name}={.status.conditions[?(@.type=="Established")].status}{"\n"}{end}')
  unserved=$(grep -v '=True$' <<<"$list" | head -n 1 || true)
  if [ -z "$unserved" ]; then return 0; fi
  echo "$unserved"
  return 1
}

all_objects() {
  local file
  for file in /opt/openshift/release/feature-gate.yaml /opt/openshift/release/manifests/*.yaml /opt/openshift/manifests/*.yaml; do
    if [ -e "$file" ]; then files+=("$file"); fi
  done
}

stage_objects() {
  local file
  local -a files=() early=()
  all_objects
  for file in "${files[@]}"; do
    if ! comes_with_operators "$file"; then early+=("$file"); fi
  done
  wait_for 'the objects' round "${early[@]}"
}

stage_late_objects() {
  local -a files=()
  all_objects
  wait_for 'the remaining objects' round "${files[@]}"
}

needed_control_planes=2
required_pods=(
  openshift-kube-apiserver/kube-apiserver
  openshift-kube-scheduler/openshift-kube-scheduler
  openshift-kube-controller-manager/kube-controller-manager
  openshift-cluster-version/cluster-version-operator
)
# Etcd is not among them: the cluster counts on its vote until the operator removes it.
ended_pods=(
  machine-config-server-pod.yaml
  kube-apiserver-pod.yaml
  kube-controller-manager-pod.yaml
  kube-scheduler-pod.yaml
  cluster-version-operator-pod.yaml
)

stage_control_planes() {
  wait_for 'the pods of the control plane' required_pods_run "${required_pods[@]}"
  wait_for "the control plane on $needed_control_planes machines" runs_on_enough kubeapiservers kubecontrollermanagers kubeschedulers
}

# required_pods_run NAMESPACE/PREFIX...
required_pods_run() {
  local required phases missing=''
  for required in "$@"; do
    phases=$(kube get pods --namespace "${required%/*}" -o \
      'jsonpath={range .items[*]}{.metadata.name}={.status.phase}{"\n"}{end}')
    if ! grep -qE "^${required#*/}.*=Running$" <<<"$phases"; then missing="$missing $required"; fi
  done
  if [ -z "$missing" ]; then return 0; fi
  echo "not running:$missing"
  return 1
}

# runs_on_enough RESOURCE...
runs_on_enough() {
  local resource revisions count
  for resource in "$@"; do
    revisions=$(kube get "$resource.operator.openshift.io" cluster -o \
      'jsonpath={range .status.nodeStatuses[*]}{.currentRevision}{"\n"}{end}')
    count=$(grep -cE '^[1-9]' <<<"$revisions" || true)
    if [ "$count" -lt "$needed_control_planes" ]; then
      echo "$resource: a revision runs on $count of $needed_control_planes machines"
      return 1
    fi
  done
}

stage_overrides() {
  wait_for 'the ClusterVersion' kube patch clusterversions.config.openshift.io version --type=merge \
    --patch '{"spec":{"overrides":null}}'
}

stage_teardown() {
  local name
  wait_for 'the API through the load balancer' api_is_ready
  for name in "${ended_pods[@]}"; do rm -f "/etc/kubernetes/manifests/$name"; done
  wait_for "the end of this machine's API server" api_server_has_ended
  rm -rf /etc/kubernetes/bootstrap-secrets
}

# Who refuses a connection has ended; who does not answer in time may be busy.
api_server_has_ended() {
  local status=0
  curl --silent --insecure --max-time 5 --output /dev/null https://localhost:6443/livez || status=$?
  if [ "$status" = 7 ]; then return 0; fi
  echo "it takes connections still"
  return 1
}

stage_complete() {
  wait_for "the API server on $needed_control_planes machines" runs_on_enough kubeapiservers
  wait_for 'the ConfigMap kube-system/bootstrap' mark_complete
}

mark_complete() {
  local status
  status=$(kube get configmap bootstrap --namespace kube-system --ignore-not-found -o 'jsonpath={.metadata.name}={.data.status}')
  case $status in
    'bootstrap=complete') ;;
    '' | =) kube create configmap bootstrap --namespace kube-system --from-literal=status=complete ;;
    *) kube patch configmap bootstrap --namespace kube-system --type=merge --patch '{"data":{"status":"complete"}}' ;;
  esac
}

stage_member_removed() {
  wait_for "the removal of this machine's member of etcd" member_is_removed
}

member_is_removed() {
  local condition
  condition=$(kube get etcds.operator.openshift.io cluster -o \
    'jsonpath={range .status.conditions[?(@.type=="EtcdBootstrapMemberRemoved")]}{.status} {.message}{end}')
  case $condition in
    True*) ;;
    *)
      echo "the operator says: ${condition:-nothing}"
      return 1
      ;;
  esac
}

main() {
  mkdir -p /opt/openshift /etc/kubernetes/manifests
  # It has cluster-config-api choose the CRDs and fill the feature gates' status:
  # operators end where the status does not name their version, and the one that would fill it waits for them.
  run_stage api-render 1200
  # It has cluster-version-operator render the CRDs of its own kinds:
  # ClusterVersion and ClusterOperator come with no other program, and the operator ends where they are absent.
  run_stage version-render 1200
  # It has cluster-authentication-operator choose the CRD of role binding restrictions:
  # without it, admission lets nobody bind roles to the system's own users.
  run_stage auth-api-render 1200
  # It has machine-config-operator render what machines' configurations are made from:
  # from the very objects that go into the cluster, which else would make other configurations of them.
  run_stage machine-configs 1200
  # It looks whether the release that lies here is complete and the plan's:
  # a rehearsal's folder was made elsewhere, and operators wait for ever for a status of their version.
  run_stage release 60
  # It starts etcd and waits until it is healthy:
  # an API server that finds no etcd ends, and is started again later each time.
  run_stage etcd 1200
  # It starts the API server, the controller manager and the scheduler, and what serves machines their configurations:
  # the cluster begins with them, and they are static since no scheduler is there to place them.
  run_stage control-plane 1200
  # It creates the CRDs and waits until the API server serves them:
  # the cluster version operator ends where they are absent.
  run_stage crds 900
  # It creates the objects of all kinds that are known by now, and writes their statuses:
  # the operators make an empty object, or a signer of their own, of each that they find absent.
  run_stage objects 1800
  # It starts the cluster version operator, which starts all others:
  # after the objects, and before those whose kinds it brings.
  run_stage operators 60
  # It creates the objects of the kinds that the operators bring:
  # each becomes possible at a time that nobody knows beforehand.
  run_stage late-objects 3600
  # It waits until the control plane runs on enough machines of its own:
  # the one of this machine is the only one until then.
  run_stage control-planes 3600
  # It gives the cluster version operator back what it had to leave alone:
  # objects that stay unmanaged are left out of every update.
  run_stage overrides 600
  # It ends this machine's control plane, but not its etcd, and removes its keys:
  # two control planes would answer with different certificates; etcd's vote is still counted on.
  run_stage teardown 600
  # It waits until the operator says that etcd runs in the cluster:
  # it removes this machine's member only after that.
  run_stage etcd-operator 3600
  # It marks the bootstrap complete, once enough control planes run an API server of their own:
  # the operator removes this machine's member of etcd when it reads that, and never before.
  run_stage complete 1200
  # It waits until the etcd operator has removed this machine's member, after which the machine powers off:
  # a member that is counted and does not vote takes the cluster's spare one.
  run_stage member-removed 3600
  for _ in {1..30}; do
    publish
    if cmp -s /opt/openshift/stages.json /opt/openshift/stages.json.published; then break; fi
    sleep "$look_every"
  done
  : >/opt/openshift/.bootkube.done
  # The machine's disk may outlive its use, and has the keys of all signers; what they signed for others stays good.
  rm -rf /opt/openshift/manifests /opt/openshift/auth /opt/openshift/renders /etc/mcc/bootstrap /etc/kubernetes/static-pod-resources/etcd-member /etc/kubernetes/kubeconfig /etc/mcs/kubeconfig /etc/ssl/mcs
  echo 'bootkube: nothing needs this machine any more'
  systemctl poweroff
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then main; fi
