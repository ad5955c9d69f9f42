#!/bin/sh
# Puts changed files in their places and has their readers take them up. On standard input comes a tar archive of the
# new files, each beside its place under the name .NAME.hardway, and of the lists of what is to be done. A run that is
# cut off is finished by the next one: a file is replaced in one step, and the list "pending" goes last.
# It runs after components/shell/lib.sh in the same shell. Environment: that of tools/upkeep/places.ts.
set -eu

log=

# wait_for SECONDS WHAT COMMAND...: waits until the command succeeds; on a slow host for longer.
wait_for() {
  limit=$(time_for "$1") goal=$2
  shift 2
  script_began=$(date +%s)
  until log=$("$@" 2>&1); do
    if [ $(($(date +%s) - script_began)) -ge "$limit" ]; then
      show_log
      give_up "$(hostname): gave up waiting for $goal" \
        "where=$(hostname); the files of this change are in place, their readers are not all started anew" \
        "seen=${log:-nothing}" \
        "why=the new files do not suit their reader; its own words are above, the reason is most likely there" \
        "remedy=set the configuration right and run \"pulumi up\" again; the other machines are as they were"
    fi
    sleep 0.2
  done
}

# The last words of whoever is waited for; show_log is set to what prints them.
show_log() { $last_words >&2 || echo "(it has left no log)" >&2; }
last_words="true"
pod_log() { tail --lines=5 --quiet "/var/log/pods/kube-system_$program"-*/*/*.log; }
unit_log() { journalctl --quiet --no-pager --lines=5 --unit "$unit"; }

healthy() { curl --silent --show-error --fail --insecure --max-time "$(time_for 2)" "$1" >/dev/null; }

# What the kubelet shall run. In etcd's pod the members are filled in, as the machine once found them.
wanted() {
  members=
  if [ -e "$INITIAL_CLUSTER" ]; then members=$(cat "$INITIAL_CLUSTER"); fi
  sed "s|$INITIAL_CLUSTER_PLACEHOLDER|$members|" "$STATIC_PODS/$program.yaml"
}
# Whether the machine runs the program as a pod at all, and not as the file now says.
differs() { [ -e "$STATIC_PODS/$program.yaml" ] && ! wanted | cmp --silent - "$MANIFESTS/$program.yaml"; }

# The control groups of a program's pods; the kubelet removes one as the last thing that it does for a pod.
pod_groups() {
  for logs in "/var/log/pods/kube-system_$program-"*; do
    find /sys/fs/cgroup -type d -name "pod${logs##*_}" 2>/dev/null
  done
}
without_pod() { [ -z "$(pod_groups | head -n 1)" ]; }

# The kubelet ends the pod. A static pod whose namesake it has not quite done with yet would sit in its back-off for ten
# seconds (pkg/kubelet/pod_workers.go, allowPodStart), so the old one must be gone before the new one comes.
stop_pod() {
  program=$1 last_words=pod_log
  rm --force "$MANIFESTS/$program.yaml"
  wait_for 120 "the kubelet to be done with the old $program" without_pod
}

# start_pod PROGRAM HEALTH
start_pod() {
  program=$1 last_words=pod_log
  (umask 077 && wanted >"$CONFIGURATION/.$program.yaml.new")
  mv "$CONFIGURATION/.$program.yaml.new" "$MANIFESTS/$program.yaml"
  wait_for 120 "$program to be healthy" healthy "$2"
  echo "$program: started anew" >&2
}

# roll PROGRAM HEALTH
roll() {
  program=$1
  if differs; then
    stop_pod "$1"
    start_pod "$1" "$2"
  fi
}

# A machine that has not found its place at etcd yet starts its pods by itself, from the files that lie there now.
roll_static_pods() {
  if [ ! -e "$MANIFESTS/etcd.yaml" ] && [ ! -e "$MANIFESTS/kube-apiserver.yaml" ] && [ ! -d "$ETCD_LOG" ]; then
    return
  fi
  api_server=keep
  for program in etcd kube-apiserver; do if differs; then api_server=restart; fi; done
  # An API server cannot answer without the etcd beside it.
  if [ "$api_server" = restart ]; then stop_pod kube-apiserver; fi
  roll etcd "$ETCD_HEALTH"
  if [ "$api_server" = restart ]; then start_pod kube-apiserver "$API_SERVER_HEALTH"; fi
  roll kube-controller-manager "$CONTROLLER_MANAGER_HEALTH"
  roll kube-scheduler "$SCHEDULER_HEALTH"
}

newest_worker() { [ "$(pgrep --newest --exact haproxy)" != "$1" ]; }

take_effect() {
  case $1 in
    "roll static-pods") roll_static_pods ;;
    "restart kubelet.service")
      unit=kubelet.service last_words=unit_log
      systemctl restart kubelet.service
      wait_for 60 "the kubelet to be healthy" healthy "$KUBELET_HEALTH"
      echo "kubelet: started anew" >&2
      ;;
    "reload haproxy.service")
      unit=haproxy.service last_words=unit_log
      worker=$(pgrep --newest --exact haproxy)
      systemctl reload haproxy.service
      wait_for 30 "HAProxy's new process" newest_worker "$worker"
      echo "haproxy: reloaded" >&2
      ;;
    "restart etcd.service")
      unit=etcd.service last_words=unit_log
      # A machine that is no member yet starts etcd from the new files, and one that is ends it only where it can be missed.
      if [ -d "$ETCD_LOG" ]; then
        "$ETCD_STOP"
        systemctl start --no-block etcd.service
        wait_for 120 "etcd to be healthy" healthy "$ETCD_HEALTH"
      else
        systemctl restart --no-block etcd.service
      fi
      echo "etcd: started anew" >&2
      ;;
    "reload keepalived.service")
      unit=keepalived.service last_words=unit_log
      wait_for 5 "keepalived to accept its configuration" keepalived --config-test
      systemctl reload keepalived.service
      echo "keepalived: reloaded" >&2
      ;;
    "reload ssh.service")
      systemctl reload ssh.service
      echo "sshd: reloaded" >&2
      ;;
    "restart "*)
      systemctl restart "${1#restart }"
      echo "${1#restart }: started anew" >&2
      ;;
    *)
      echo "nobody knows how to $1" >&2
      exit 1
      ;;
  esac
}

# What a run has started in the machine goes on when the run is killed: the next one's turn comes after it.
lock=/run/hardway-upkeep.lock
exec 9>"$lock"
if ! flock --nonblock 9; then
  echo "$(hostname): waits up to 300 s for the change that an interrupted run has begun" >&2
  flock --timeout 300 9 ||
    give_up "$(hostname) cannot be changed" "where=$(hostname), $lock" "seen=another change holds the lock" \
      "why=the change that an interrupted run has begun does not end" \
      "remedy=look what it does (podman exec, ps aux), end it, and run \"pulumi up\" again"
fi

install --directory --mode 700 "$RECORD"
tar --extract --preserve-permissions --same-owner --directory /
while read -r path; do mv --force "$(dirname "$path")/.$(basename "$path").hardway" "$path"; done <"$RECORD/written"
while read -r unit; do systemctl disable --now "$unit"; done <"$RECORD/disabled"
while read -r path; do rm --force "$path"; done <"$RECORD/removed"
systemctl daemon-reload
while read -r unit; do systemctl enable --now "$unit"; done <"$RECORD/enabled"
while read -r effect; do take_effect "$effect" </dev/null; done <"$RECORD/pending"
rm --force "$RECORD/written" "$RECORD/disabled" "$RECORD/removed" "$RECORD/enabled" "$RECORD/pending"
