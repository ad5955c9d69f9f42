#!/bin/bash
# Stands up the control plane in memory and the cluster's objects, and installs the machine with both.
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
  "installation-disk 60"
  "api-render 1200"
  "version-render 1200"
  "auth-api-render 1200"
  "floating-address 60"
  "machine-configs 1200"
  "release 60"
  "etcd 1200"
  "control-plane 1200"
  "crds 900"
  "objects 1800"
  "operators 60"
  "late-objects 3600"
  "version-operator 1800"
  "served-config 1200"
  "master-ignition 1200"
  "install 3600"
  "node-api 3600"
  "node-overrides 600"
  "node-complete 1200"
  "stale-leases 600"
  "node-ready 7200"
  "node-kubelet 3600"
  "available 7200"
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
    --payload-version=4.19.0-okd-scos.1
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
    --payload-version=4.19.0-okd-scos.1
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
    --image-references=/assets/image-references --payload-version=4.19.0-okd-scos.1
  mkdir -p /opt/openshift/release/manifests
  cp "$render"/mco-bootstrap/manifests/*.yaml /opt/openshift/release/manifests/

  rm -rf "$inputs"
  mkdir -p "$inputs"
  cp /opt/openshift/manifests/*.yaml "$render"/mco-bootstrap/bootstrap/manifests/* "$inputs/"
  cp /opt/openshift/release/feature-gate.yaml /opt/openshift/release/image-references "$inputs/"
}

stage_floating_address() {
  local text
  text=$(filled /opt/openshift/99-master-hardway-floating-address.yaml)
  put /opt/openshift/manifests/99-master-hardway-floating-address.yaml <<<"$text"
}

stage_release() {
  local found gates
  if [ ! -s /opt/openshift/release/images ]; then fail 'the list of images is missing: /opt/openshift/release/images'; fi
  found=$(</opt/openshift/release/version)
  if [ "$found" != '4.19.0-okd-scos.1' ]; then fail "the release here is version $found, and the plan's is 4.19.0-okd-scos.1"; fi
  # Not by a pipe: who writes into one that nobody reads on has failed.
  gates=$(tr -d "\"'" </opt/openshift/release/feature-gate.yaml)
  if ! grep -qE '^ +(- )?version: 4\.19\.0-okd-scos\.1$' <<<"$gates"; then
    fail "the status of the feature gates does not name version 4.19.0-okd-scos.1"
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

stage_version_operator() {
  wait_for 'the Deployment of the cluster version operator' version_operator_is_there
}

version_operator_is_there() {
  local found
  found=$(kube get deployments.apps cluster-version-operator --namespace openshift-cluster-version --ignore-not-found -o name)
  if [ -n "$found" ]; then return 0; fi
  echo 'the one in memory has not made it yet'
  return 1
}

disk='/dev/vda'

# refuse_disk WHAT WHY REMEDY
refuse_disk() {
  fail "$1; where: openshift.installationDisk, $disk; why: $2; remedy: $3"
}

# Looked at once, before the cluster begins: later on, a system on the disk is the one that was begun here.
stage_installation_disk() {
  local labels
  disk_is_free
  labels=$(lsblk --noheadings --output PARTLABEL "$disk")
  if grep -qx 'boot' <<<"$labels" && grep -qx 'root' <<<"$labels"; then
    refuse_disk 'a CoreOS is installed on the disk already, perhaps with the data of a cluster' \
      'this machine has a system to boot from and booted from the live image all the same' \
      "have it boot from the disk before the live image; or to lose what is there, wipefs --all $disk here, and reboot"
  fi
}

disk_is_free() {
  local type mounted
  type=$(lsblk --noheadings --nodeps --output TYPE "$disk" || true)
  if [ "$type" != 'disk' ]; then
    refuse_disk "there is no such disk: ${type:-nothing} is there" \
      'whatever is on the disk that is installed on is lost, so no other one is taken for it' \
      "set it to one of: $(lsblk --noheadings --nodeps --paths --output NAME | tr '\n' ' '), then pulumi destroy and pulumi up"
  fi
  mounted=$(lsblk --noheadings --output MOUNTPOINTS "$disk" | grep -v '^ *$' || true)
  if [ -n "$mounted" ]; then
    refuse_disk "the disk is in use: $mounted" \
      'the system that runs has something of it mounted, and would write into what is being installed' \
      'umount it here, or set another disk, then pulumi destroy and pulumi up'
  fi
}

# One that was cut off left a disk without a table of partitions, and begins anew.
stage_install() {
  disk_is_free
  wait_for "the installation on $disk" coreos-installer install --offline --ignition-file /opt/openshift/master.ign "$disk"
  sync
}

stage_served_config() {
  local objection
  mkdir -p /opt/openshift/in-place
  wait_for 'the configuration of control planes' fetch_served
  objection=$(objection_to /opt/openshift/in-place/served.ign)
  if [ -n "$objection" ]; then fail "the machine config server has served what no node can be made from: $objection"; fi
}

# From the server on this machine, which has no other way in than the plain one that is not TLS.
fetch_served() {
  curl --silent --show-error --fail --max-time 60 --header 'Accept: application/vnd.coreos.ignition+json;version=3.2.0' \
    --output /opt/openshift/in-place/served.ign.new http://localhost:22624/config/master
  mv /opt/openshift/in-place/served.ign.new /opt/openshift/in-place/served.ign
}

# objection_to CONFIG: what CoreOS would stumble over, or nothing.
objection_to() {
  jq --raw-output '
    if (.ignition.version // "" | startswith("3.") | not) then
      "it is of version \(.ignition.version // "none"), and CoreOS reads 3 alone"
    elif any(.storage.files[]?; has("filesystem")) then "its files have the key filesystem, of Ignition 2"
    elif any(.storage.files[]?; .path == "/etc/ignition-machine-config-encapsulated.json") | not then
      "it has no encapsulated configuration, without which the node keeps the system of the live image"
    else empty end' "$1"
}

# Without etcd nobody can be told any more; those who ask are told by the installed node.
stage_master_ignition() {
  rm -f /opt/openshift/.api-answered /etc/kubernetes/manifests/etcd-member-pod.yaml
  wait_for 'the end of etcd' etcd_has_ended
  collect
  merge
}

# A port that is closed is not enough: etcd writes to the end of its life.
etcd_has_ended() {
  local running
  running=$(crictl ps --quiet --name '^etcd$')
  if [ -z "$running" ]; then return 0; fi
  echo 'it runs still'
  return 1
}

collect() {
  rm -rf /opt/openshift/in-place/scratch /opt/openshift/in-place/files.json /opt/openshift/in-place/directories.json
  mkdir -p /opt/openshift/in-place/scratch
  : >/opt/openshift/in-place/files.json
  : >/opt/openshift/in-place/directories.json
  journalctl --no-pager --output=short-iso --lines=20000 --unit=bootkube.service --unit=release-image.service \
    --unit=kubelet.service --unit=crio.service >/var/log/bootstrap-in-place.log
  # Since it is the cluster.
  carry /var/lib/etcd
  # Since etcd serves with them until the operator's own takes its place.
  carry /etc/kubernetes/static-pod-resources/etcd-member
  # Since the control plane shows and signs with what is in it.
  carry /etc/kubernetes/bootstrap-secrets
  # Since the control plane's programs read their settings there.
  carry /etc/kubernetes/bootstrap-configs
  # Since what follows asks the node's own API server with it.
  carry /opt/openshift/auth/kubeconfig-loopback
  # Since the report goes on where it was, and nothing is done twice.
  carry /opt/openshift/stages
  # Since what the live system said is gone with it otherwise.
  carry /var/log/bootstrap-in-place.log
  # Since the installed machine is known by the same key as the live system.
  carry /etc/ssh/ssh_host_rsa_key
  # Since who may enter the live system may enter the machine.
  carry /root/.ssh/authorized_keys
  # Since and in the same way.
  carry /etc/ssh/sshd_config.d/10-machine.conf
  carry_pod /opt/openshift/bootstrap-manifests/etcd-member-pod.yaml /etc/kubernetes/manifests/etcd-pod.yaml
  carry_pod /opt/openshift/bootstrap-manifests/kube-apiserver-pod.yaml /etc/kubernetes/manifests/kube-apiserver-pod.yaml
  carry_pod /opt/openshift/bootstrap-manifests/kube-controller-manager-pod.yaml /etc/kubernetes/manifests/kube-controller-manager-pod.yaml
  carry_pod /opt/openshift/bootstrap-manifests/kube-scheduler-pod.yaml /etc/kubernetes/manifests/kube-scheduler-pod.yaml
}

# carry PATH: a file, or a folder with all that is in it, to the same path of the node.
carry() {
  local found path mode
  if [ ! -e "$1" ]; then fail "there is no $1, and the node would be made without it"; fi
  found=$(find "$1" -type d -o -type f | sort)
  while IFS= read -r path; do
    mode=$(stat --format %a "$path")
    # Ignition has modes as numbers, and JSON no octal ones.
    mode=$((8#$mode))
    if [ -f "$path" ]; then
      carry_file "$path" "$path" "$mode"
    else
      jq --null-input --compact-output --arg path "$path" --argjson mode "$mode" '{path: $path, mode: $mode}' \
        >>/opt/openshift/in-place/directories.json
    fi
  done <<<"$found"
}

# In mode 0600: it says what root runs.
carry_pod() {
  filled "$1" >/opt/openshift/in-place/scratch/pod
  carry_file /opt/openshift/in-place/scratch/pod "$2" 384
}

# carry_file FILE PATH MODE: packed, since etcd's logs are mostly empty; by files, as arguments are for everybody to see.
carry_file() {
  gzip --no-name --stdout "$1" | base64 --wrap=0 >/opt/openshift/in-place/scratch/content
  jq --null-input --compact-output --arg path "$2" --argjson mode "$3" --rawfile content /opt/openshift/in-place/scratch/content \
    '{path: $path, mode: $mode, overwrite: true, contents: {compression: "gzip", source: "data:;base64,\($content)"}}' \
    >>/opt/openshift/in-place/files.json
}

merge() {
  local objection size
  jq --null-input --compact-output --slurpfile served /opt/openshift/in-place/served.ign --slurpfile own /opt/openshift/in-place/node.ign \
    --slurpfile files /opt/openshift/in-place/files.json --slurpfile directories /opt/openshift/in-place/directories.json '
    def over($own; key): ($own | map({(key): true}) | add) as $new | map(select($new[key] | not)) + $own;
    $own[0] as $node
    | $served[0]
    | .storage.files = ((.storage.files // []) | over($node.storage.files + $files; .path))
    | .storage.directories = ((.storage.directories // []) | over($node.storage.directories + $directories; .path))
    | .systemd.units = ((.systemd.units // []) | over($node.systemd.units; .name))' >/opt/openshift/master.ign.new
  objection=$(objection_to /opt/openshift/master.ign.new)
  if [ -n "$objection" ]; then fail "the node's Ignition is none: $objection"; fi
  size=$(stat --format %s /opt/openshift/master.ign.new)
  if [ "$size" -gt 201326592 ]; then fail "the node's Ignition has $size bytes, and there is room for 201326592"; fi
  rm -rf /opt/openshift/in-place/scratch /opt/openshift/in-place/files.json /opt/openshift/in-place/directories.json
  mv /opt/openshift/master.ign.new /opt/openshift/master.ign
}

main() {
  mkdir -p /opt/openshift /etc/kubernetes/manifests
  # It looks whether the disk can be installed on:
  # an hour later, with a cluster in memory that nobody can keep, would be late to find out.
  run_stage installation-disk 60
  # It has cluster-config-api choose the CRDs and fill the feature gates' status:
  # operators end where the status does not name their version, and the one that would fill it waits for them.
  run_stage api-render 1200
  # It has cluster-version-operator render the CRDs of its own kinds:
  # ClusterVersion and ClusterOperator come with no other program, and the operator ends where they are absent.
  run_stage version-render 1200
  # It has cluster-authentication-operator choose the CRD of role binding restrictions:
  # without it, admission lets nobody bind roles to the system's own users.
  run_stage auth-api-render 1200
  # It names the release's images in the MachineConfig of the address that the control planes share:
  # the first configuration of the first control plane has it, so that it is there whatever machine is lost.
  run_stage floating-address 60
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
  # It waits until the cluster has the version operator as a Deployment:
  # the one that runs here as a static pod stays behind, and nothing else would ever install the operators.
  run_stage version-operator 1800
  # It fetches what the machine config server serves control planes:
  # while the API still answers, so that what is wrong with it is seen from outside.
  run_stage served-config 1200
  # It ends etcd and makes of its data, the static pods and what is served the node's own Ignition:
  # data that is still written to is torn, and what is in memory ends with the live system.
  run_stage master-ignition 1200
  # It installs CoreOS on the disk with that Ignition, after which the machine boots from there:
  # a control plane in memory is none that can be rebooted.
  run_stage install 3600
  : >/opt/openshift/.bootkube.done
  echo 'bootkube: the machine is installed, and boots from its disk'
  systemctl reboot
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then main; fi
