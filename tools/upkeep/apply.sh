#!/bin/sh
# Puts changed files in their places and has their readers take them up. On standard input comes a tar archive of the
# new files, each beside its place under the name .NAME.hardway, and of the lists of what is to be done. A run that is
# cut off is finished by the next one: a file is replaced in one step, and the list "pending" goes last.
set -eu

record=/var/lib/hardway
manifests=/etc/kubernetes/manifests
static_pods=/etc/kubernetes/static-pods
log=

# Says that a wait is over without its end, with what was seen last, and ends everything.
give_up() {
  {
    echo "$(hostname): gave up waiting for $1 after $2 s"
    echo "  where:  $(hostname), files of this change are in place, their readers are not all started anew"
    echo "  since:  $(date --utc --date="-$2 seconds" +%H:%M:%S) UTC"
    echo "  seen:   ${log:-nothing}"
    echo "  why:    the new files do not suit their reader; its own words are above, the reason is most likely there"
    echo "  remedy: set the configuration right and run \"pulumi up\" again; the other machines are as they were"
  } >&2
  exit 1
}

# wait_for SECONDS WHAT COMMAND...: waits until the command succeeds.
wait_for() {
  limit=$1 what=$2
  shift 2
  since=$(date +%s)
  until log=$("$@" 2>&1); do
    if [ $(($(date +%s) - since)) -ge "$limit" ]; then
      show_log
      give_up "$what" "$limit"
    fi
    sleep 0.2
  done
}

# The last words of whoever is waited for; show_log is set to what prints them.
show_log() { $last_words >&2 || echo "(it has left no log)" >&2; }
last_words="true"
pod_log() { tail --lines=5 --quiet "/var/log/pods/kube-system_$program"-*/*/*.log; }
unit_log() { journalctl --quiet --no-pager --lines=5 --unit "$unit"; }

# The process of a program of the control plane, if it runs.
running() { pgrep --exact "$(printf %.15s "$program")" | head -n 1; }
gone() { [ -z "$1" ] || ! kill -0 "$1" 2>/dev/null; }
healthy() { curl --silent --show-error --fail --insecure --max-time 2 "$1" >/dev/null; }

# What the kubelet shall run; etcd's members are filled in as etcd-membership does it.
wanted() {
  if [ "$program" = etcd ]; then
    sed "s|@INITIAL_CLUSTER@|$(cat /var/lib/etcd-membership/initial-cluster 2>/dev/null)|" "$static_pods/etcd.yaml"
  else
    cat "$static_pods/$program.yaml"
  fi
}
differs() { ! wanted | cmp --silent - "$manifests/$program.yaml"; }

# The kubelet ends the pod; an API server fails its readiness first, so that the load balancer turns away from it.
stop_pod() {
  program=$1 last_words=pod_log
  process=$(running)
  rm --force "$manifests/$program.yaml"
  wait_for 120 "$program to end" gone "$process"
}

# start_pod PROGRAM HEALTH
start_pod() {
  program=$1 last_words=pod_log
  process=$(running)
  (umask 077 && wanted >"/etc/kubernetes/.$program.yaml.new")
  mv "/etc/kubernetes/.$program.yaml.new" "$manifests/$program.yaml"
  wait_for 60 "the old $program to end" gone "$process"
  wait_for 120 "$program to be healthy" healthy "$2"
  echo "$program: started anew" >&2
}

# A machine that is no member of etcd yet starts its pods by itself when it is one, from the files that lie there now.
roll_static_pods() {
  if [ ! -e "$manifests/etcd.yaml" ]; then return; fi
  api_server=keep
  for program in etcd kube-apiserver; do if differs; then api_server=restart; fi; done
  # An API server cannot answer without the etcd beside it.
  if [ "$api_server" = restart ]; then stop_pod kube-apiserver; fi
  program=etcd
  if differs; then start_pod etcd http://127.0.0.1:2381/readyz; fi
  if [ "$api_server" = restart ]; then start_pod kube-apiserver https://127.0.0.1:6443/readyz; fi
  program=kube-controller-manager
  if differs; then start_pod kube-controller-manager https://127.0.0.1:10257/healthz; fi
  program=kube-scheduler
  if differs; then start_pod kube-scheduler https://127.0.0.1:10259/readyz; fi
}

newest_worker() { [ "$(pgrep --newest --exact haproxy)" != "$1" ]; }

take_effect() {
  case $1 in
    "roll static-pods") roll_static_pods ;;
    "restart kubelet.service")
      unit=kubelet.service last_words=unit_log
      systemctl restart kubelet.service
      wait_for 60 "the kubelet to be healthy" healthy http://127.0.0.1:10248/healthz
      echo "kubelet: started anew" >&2
      ;;
    "reload haproxy.service")
      unit=haproxy.service last_words=unit_log
      worker=$(pgrep --newest --exact haproxy)
      systemctl reload haproxy.service
      wait_for 30 "HAProxy's new process" newest_worker "$worker"
      echo "haproxy: reloaded" >&2
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

install --directory --mode 700 "$record"
tar --extract --preserve-permissions --same-owner --directory /
while read -r path; do mv --force "$(dirname "$path")/.$(basename "$path").hardway" "$path"; done <"$record/written"
while read -r unit; do systemctl disable --now "$unit"; done <"$record/disabled"
while read -r path; do rm --force "$path"; done <"$record/removed"
systemctl daemon-reload
while read -r unit; do systemctl enable --now "$unit"; done <"$record/enabled"
while read -r effect; do take_effect "$effect" </dev/null; done <"$record/pending"
rm --force "$record/written" "$record/disabled" "$record/removed" "$record/enabled" "$record/pending"
