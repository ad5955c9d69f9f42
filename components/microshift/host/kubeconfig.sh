#!/bin/sh
# Prints the admin's kubeconfig ("up") for the address in its path, as soon as MicroShift has written it.
# Values: KUBECONFIG_FILE, its path; LIMIT_S, how long to wait for it.
set -eu

up() {
  until [ -s "$KUBECONFIG_FILE" ]; do
    [ $(($(date +%s) - BEGAN)) -lt "$LIMIT_S" ] ||
      give_up "MicroShift has written no kubeconfig for its address" "where=$KUBECONFIG_FILE on $HOST" \
        "seen=$(ls "$(dirname "$(dirname "$KUBECONFIG_FILE")")" 2>&1)" \
        "why=it writes one for each name of its certificate, and has not taken up the configuration that names this one" \
        "remedy=see journalctl --unit microshift.service there, mend that, $AGAIN"
    sleep 0.5
  done
  cat "$KUBECONFIG_FILE"
}

case $ORDER in up) up ;; esac
