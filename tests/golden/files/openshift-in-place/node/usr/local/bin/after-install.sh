#!/bin/bash
# Completes the bootstrap on the node that came out of it, and removes what was needed for it alone.
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

# That this node runs proves what the live system had no time to record.
stage_node_api() {
  local past
  for past in master-ignition install; do
    if [ -z "$(recorded "$past" startedAt)" ]; then record "$past" startedAt "$(now)"; fi
    record "$past" endedAt "$(now)"
    record "$past" result 'done'
  done
  wait_for 'the API of this node' api_is_ready
  : >/opt/openshift/.api-answered
}

stage_node_overrides() {
  wait_for 'the ClusterVersion' kube patch clusterversions.config.openshift.io version --type=merge \
    --patch '{"spec":{"overrides":null}}'
}

stage_node_complete() {
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

stage_stale_leases() {
  wait_for 'the end of the lease openshift-cluster-version/version' \
    kube delete leases.coordination.k8s.io version --namespace openshift-cluster-version --ignore-not-found
  wait_for 'the end of the lease kube-system/cluster-policy-controller-lock' \
    kube delete leases.coordination.k8s.io cluster-policy-controller-lock --namespace kube-system --ignore-not-found
}

stage_node_ready() {
  wait_for 'the node' node_is_ready
}

node_is_ready() {
  local ready
  ready=$(kube get nodes master-0 --ignore-not-found -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')
  if [ "$ready" = 'True' ]; then return 0; fi
  echo "Ready is ${ready:-not said yet, its certificate request may wait for its gate}"
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
  ours=$(grep -slxE '  name: (etcd-bootstrap-member|bootstrap-kube-apiserver|bootstrap-kube-controller-manager|bootstrap-kube-scheduler)' \
    /etc/kubernetes/manifests/etcd-pod.yaml \
    /etc/kubernetes/manifests/kube-apiserver-pod.yaml \
    /etc/kubernetes/manifests/kube-controller-manager-pod.yaml \
    /etc/kubernetes/manifests/kube-scheduler-pod.yaml || true)
  if [ -z "$ours" ]; then return 0; fi
  echo "not replaced yet: $(tr '\n' ' ' <<<"$ours")"
  return 1
}

stage_available() {
  wait_for 'the release' release_is_available
}

release_is_available() {
  local conditions
  conditions=$(kube get clusterversions.config.openshift.io version -o \
    'jsonpath={range .status.conditions[*]}{.type}={.status} {.message}{"\n"}{end}')
  if grep -q '^Available=True' <<<"$conditions"; then return 0; fi
  grep -E '^(Failing=True|Progressing)' <<<"$conditions" || echo 'nothing is said of it yet'
  return 1
}

main() {
  mkdir -p /opt/openshift /etc/kubernetes/manifests
  # It waits until the API answers on the installed node:
  # the kubelet starts it from the static pods that came along.
  run_stage node-api 3600
  # It gives the cluster version operator back what it had to leave alone:
  # objects that stay unmanaged are left out of every update.
  run_stage node-overrides 600
  # It marks the bootstrap complete:
  # operators wait for that mark, and no other machine is there to set it.
  run_stage node-complete 1200
  # It ends the leases of programs that ran in memory:
  # their successors would wait minutes for holders that never come back.
  run_stage stale-leases 600
  # It waits until the node is ready:
  # its certificate requests are for a gate to approve, which reaches the API by its own address.
  run_stage node-ready 7200
  # It restarts the kubelet before and after the operators' static pods take the place of ours:
  # it started before the settings of its network were all there, and has to forget our pods.
  run_stage node-kubelet 3600
  # It waits until the release is installed:
  # what came along from memory is needed until then.
  run_stage available 7200
  for _ in {1..30}; do
    publish
    if cmp -s /opt/openshift/stages.json /opt/openshift/stages.json.published; then break; fi
    sleep "$look_every"
  done
  rm -rf /opt/openshift/auth /etc/kubernetes/bootstrap-secrets /etc/kubernetes/bootstrap-configs /etc/kubernetes/static-pod-resources/etcd-member /var/log/bootstrap-in-place.log
  systemctl disable after-install.service
  echo 'after-install: the cluster carries itself'
  rm -rf /opt/openshift
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then main; fi
