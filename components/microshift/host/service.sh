#!/bin/sh
# Has MicroShift run, started anew if what it reads has changed, and start with the host ("up"). "stop" stops it and its
# workloads, and keeps all data. "down" stops both and deletes all data.
# Values: READS, the steps whose changes it takes up by a restart; LIMIT_S, how long a start may take; DATA, its folder.
set -eu

unit=microshift.service
# A unit that is restarted again and again will not run by itself.
restarts=5

property() { systemctl show --value --property "$1" "$unit"; }

up() {
  if ! systemctl is-enabled --quiet "$unit" 2> /dev/null; then
    order "MicroShift cannot be started at every boot" "$unit" enable
  fi
  changed=
  for step in $READS; do if is_marked "$step"; then changed="$changed $step"; fi; done
  if [ -n "$changed" ]; then
    # It reads the mirrors and the pull secret; where it does not run, MicroShift's own start brings it.
    if is_active crio.service; then order "CRI-O cannot take its settings up" crio.service try-reload-or-restart; fi
    order "MicroShift cannot be restarted" "$unit" restart --no-block
    echo "$HOST: MicroShift starts, with what is new:$changed" >&2
  elif ! is_active "$unit"; then
    order "MicroShift cannot be started" "$unit" start --no-block
  fi
  wait_for_start
  for step in $READS; do unmark "$step"; done
}

# The unit is active when MicroShift has told systemd that it is ready, and is activating before. It may be started
# several times where the host is slow, as systemd gives each start a few minutes.
wait_for_start() {
  job_is_over() { [ "$(property Job)" = 0 ] || [ -z "$(property Job)" ]; }
  until job_is_over && is_active "$unit"; do
    if [ "$(property ActiveState)" = failed ] || [ "$(property NRestarts)" -ge "$restarts" ]; then
      not_started "it has ended $(property NRestarts) times, the last time with $(property Result)"
    fi
    [ $(($(date +%s) - BEGAN)) -lt "$LIMIT_S" ] || not_started "it has not been ready for $LIMIT_S s"
    sleep 0.5
  done
}
not_started() {
  seen="$1; its last words: $(last_words "$unit")"
  # Else it would be started for ever.
  systemctl stop "$unit"
  give_up "MicroShift does not start" "where=$unit on $HOST" "seen=$seen" \
    "why=a setting that it refuses, another node name or network than its data has, or a host that is too slow" \
    "remedy=see journalctl --unit $unit there, mend that, $AGAIN"
}

# Workloads are CRI-O's and outlive MicroShift; they end with their slice.
stop() {
  order "MicroShift cannot be stopped" "$unit" stop
  order "the workloads cannot be stopped" kubepods.slice stop
  # CRI-O alone knows of containers; where it does not run, it is no reason to leave all else as it is.
  if ! is_active crio.service; then
    echo "$HOST: MicroShift is stopped; CRI-O does not run, and so cannot say whether a container does"
    return
  fi
  left=$(crictl ps --quiet)
  if [ -z "$left" ]; then
    echo "$HOST: MicroShift is stopped, and none of its containers runs"
  else
    echo "$HOST: MicroShift is stopped, and these containers still run:"
    crictl ps
  fi
}

down() {
  if systemctl cat "$unit" > /dev/null 2>&1; then stop >&2; fi
  if [ -e "$DATA" ]; then
    # The answer is the first of its choices: yes. With another it ends well and has deleted nothing.
    if ! seen=$(echo 1 | microshift-cleanup-data --all 2>&1) || [ -e "$DATA" ]; then
      give_up "MicroShift's data cannot be deleted" "where=$DATA on $HOST" "seen=$(printf '%s\n' "${seen:-}" | tail --lines=5)" \
        "why=the last words of microshift-cleanup-data are all that is known" \
        "remedy=run it by hand (microshift-cleanup-data --all), then run \"pulumi destroy\" again"
    fi
  fi
  if systemctl is-enabled --quiet "$unit" 2> /dev/null; then
    order "MicroShift cannot be kept from starting at every boot" "$unit" disable
  fi
  echo "$HOST: MicroShift and its data are gone" >&2
}

case $ORDER in up | stop | down) "$ORDER" ;; esac
