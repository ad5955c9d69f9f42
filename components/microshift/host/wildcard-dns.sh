#!/bin/sh
# Has NetworkManager's dnsmasq answer for *.apps, by the function "files" ("up"), or no longer ("down").
# Environment: SSH_CONNECTION, whose third word is the address at which this host was reached.
set -eu

pid_file=/run/NetworkManager/dnsmasq.pid

filled() {
  # shellcheck disable=SC2086 # the words are wanted
  set -- ${SSH_CONNECTION:-}
  sed "s/@ADDRESS@/${3:-}/g"
}

answers() { [ -e "$pid_file" ] && kill -0 "$(cat "$pid_file")" 2> /dev/null; }

up() {
  ! is_active dnsmasq.service || give_up "*.apps cannot be answered for" "where=$HOST" "seen=dnsmasq.service runs" \
    "why=it has port 53, and the dnsmasq that NetworkManager starts needs that" \
    "remedy=systemctl disable --now dnsmasq.service there, $AGAIN"
  put_files
  is_marked "$STEP" || return 0
  order "NetworkManager cannot be restarted" NetworkManager.service restart
  deadline=$(($(date +%s) + $(time_for 30)))
  until answers; do
    [ "$(date +%s)" -lt "$deadline" ] || give_up "NetworkManager has not started dnsmasq" "where=$HOST" \
      "seen=$(last_words NetworkManager.service)" \
      "why=dnsmasq is not installed, does not take its settings, or somebody else has port 53 of the address" \
      "remedy=see journalctl --unit NetworkManager.service there, mend that, $AGAIN"
    sleep 0.2
  done
  unmark "$STEP"
}

down() {
  take_away_files
  if is_marked "$STEP"; then order "NetworkManager cannot be restarted" NetworkManager.service restart; fi
  unmark "$STEP"
}

case $ORDER in up | down) "$ORDER" ;; esac
