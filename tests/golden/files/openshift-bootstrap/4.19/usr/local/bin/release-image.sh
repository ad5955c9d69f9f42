#!/bin/bash
# Takes in the release image and what it says, and tells CRI-O of its image for pods.
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
publish() {
  return 0
}

# image TAG: the reference of an image of the release.
image() {
  local reference
  reference=$(sed -n "s|^$1=||p" /opt/openshift/release/images)
  if [ -z "$reference" ]; then fail "the release has no image $1"; fi
  printf '%s' "$reference"
}
release_image='quay.io/okd/scos-release@sha256:5555555555555555555555555555555555555555555555555555555555555555'

# What the machine was made with it keeps, and what was made beside it has to fit.
anew='then pulumi destroy and pulumi up, as this machine keeps what it was made with'

# refuse WHAT WHY REMEDY: ends the stage for good, as the same release comes to the same again.
refuse() {
  fail "$1; where: $release_image; why: $2; remedy: $3, $anew"
}

stage_release_image() {
  wait_for "the pull of $release_image" pull_release
}

# Says in one line what podman said last, and what stands behind it.
pull_release() {
  local said status=0 cause=''
  said=$(podman pull --quiet --authfile /var/lib/kubelet/config.json "$release_image" 2>&1) || status=$?
  if [ "$status" = 0 ]; then return 0; fi
  case $said in
    *'unauthorized'* | *'authentication required'* | *'denied'* | *'invalid username/password'*) cause="; why: the pull secret has no valid credentials for that registry; remedy: pulumi config set --secret pullSecret < pull-secret.json with a new one, $anew" ;;
    *'manifest unknown'* | *'not found'* | *'name unknown'*) cause="; why: the registry has no image with this digest; remedy: copy the release to the mirror; or where the digest is wrong set openshift.release right, $anew" ;;
    *'x509'* | *'certificate signed by unknown authority'*) cause="; why: the registry shows a certificate that this machine does not trust; remedy: put its authority into openshift.trustBundle, $anew" ;;
    *'did not match'* | *'does not match'* | *'mismatch'*) cause="; why: what came has another digest: the registry or a mirror has a broken copy; remedy: copy the release to the mirror anew, and it is pulled again" ;;
    *'no space left'*) cause="; why: the disk of this machine is full; remedy: give it a larger one (libvirt.machines.bootstrap.disk), $anew" ;;
    *'no such host'* | *'refused'* | *'timeout'* | *'unreachable'* | *'no route'*) cause="; why: this machine does not reach the registry; remedy: see to its name server and its way out; or set openshift.proxy or openshift.mirrors, $anew" ;;
  esac
  echo "$(tail -n 1 <<<"$said")$cause"
  return 1
}

# A mirror's copy has the same digest, and the name of the original in podman's store.
stage_release_verify() {
  local found machine
  found=$(podman image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$release_image")
  if ! grep -qF "@${release_image#*@}" <<<"$found"; then
    refuse "the image that was pulled is another one, $found"       'a registry or a mirror has handed out something else by this digest'       'mirror the release anew, or set openshift.release to the digest that oc adm release info shows'
  fi

  found=$(podman image inspect --format '{{.Architecture}}' "$release_image")
  case $(uname -m) in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64 ;;
    *) machine=$(uname -m) ;;
  esac
  if [ "$found" != "$machine" ]; then
    refuse "the release is for $found, and this machine is $machine"       'openshift.release is the digest of the release for another architecture'       "set openshift.release to the digest of the release for $machine"
  fi

  found=$(in_release release-metadata | jq --raw-output .version)
  if [ "$found" != '4.0.0-okd-scos.0' ]; then
    refuse "the release image is version $found, and the plan's is 4.0.0-okd-scos.0"       'openshift.release and openshift.version are of different releases, and versions differ in flags and manifests'       "set openshift.version to $found, or openshift.release to the digest of 4.0.0-okd-scos.0"
  fi
}

# in_release FILE: a file of the release image.
in_release() {
  podman run --quiet --rm --net=none --entrypoint cat "$release_image" "/release-manifests/$1"
}

# What the bootstrap runs and its renders look up. Each would miss its own, at any time within the next hour.
needed=(
  etcd
  hyperkube
  cluster-policy-controller
  cluster-kube-apiserver-operator
  cluster-config-api
  cluster-etcd-operator
  machine-config-operator
  coredns
  keepalived-ipfailover
  pod
  cluster-authentication-operator
  baremetal-runtimecfg
  haproxy-router
  kube-rbac-proxy
  oauth-proxy
  stream-coreos
  stream-coreos-extensions
)

stage_release_extract() {
  local found tag missing=''
  mkdir -p /opt/openshift/release
  in_release image-references >/opt/openshift/release/image-references.new
  jq --raw-output '.spec.tags[] | select(.from.kind == "DockerImage") | "\(.name)=\(.from.name)"' \
    /opt/openshift/release/image-references.new >/opt/openshift/release/images.new
  echo "release=$release_image" >>/opt/openshift/release/images.new
  for tag in "${needed[@]}"; do
    if ! grep -q "^$tag=" /opt/openshift/release/images.new; then missing="$missing $tag"; fi
  done
  if [ -n "$missing" ]; then
    refuse "the release has no image$missing" \
      'it was put together without what the bootstrap of version 4.0.0-okd-scos.0 runs' \
      'set openshift.release to a complete release, as oc adm release info --pullspecs shows it'
  fi
  found=$(in_release release-metadata | jq --raw-output .version)
  put /opt/openshift/release/version <<<"$found"
  mv /opt/openshift/release/image-references.new /opt/openshift/release/image-references
  mv /opt/openshift/release/images.new /opt/openshift/release/images
}

# CRI-O starts after this unit. One that was started by hand meanwhile takes its configuration up again.
stage_pause_image() {
  local reference
  reference=$(image pod)
  mkdir -p /etc/crio/crio.conf.d /etc/kubernetes
  printf '[crio.image]\npause_image = "%s"\npause_command = "/usr/bin/pod"\n' "$reference" | put /etc/crio/crio.conf.d/20-pause-image.conf
  echo "PAUSE_IMAGE=$reference" | put /etc/kubernetes/pause-image.env
  if systemctl is-active --quiet crio.service; then systemctl restart --no-block crio.service; fi
}

main() {
  mkdir -p /opt/openshift /etc/kubernetes/manifests
  # It pulls the release image by its digest, again and again until it is there:
  # everything else of the release is named in it.
  run_stage release-image 3600
  # It compares digest, architecture and version with the plan's and the machine's:
  # a wrong release would be found out about an hour later, by a program that does not start.
  run_stage release-verify 300
  # It writes down which images the release has, all that are needed among them, and its version:
  # Ignition was rendered before anybody had read the release.
  run_stage release-extract 300
  # It tells CRI-O which image holds a pod's namespaces:
  # CRI-O's own default comes from a registry that the machine may not reach, and then no pod ever starts.
  run_stage pause-image 60
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then main; fi
