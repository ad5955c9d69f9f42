#!/bin/sh
# Ends the proxy behind a stack's forwarded port. Environment: INSTANCE.
set -eu

pid_file="/var/lib/hardway/$INSTANCE/forward.pid"
if [ -e "$pid_file" ]; then
  pid=$(cat "$pid_file")
  # A process that has the number by chance is not ours to end.
  if grep -qs systemd-socket "/proc/$pid/cmdline"; then
    kill "$pid"
    while [ -e "/proc/$pid" ]; do sleep 0.05; done
  fi
  rm -f "$pid_file"
fi
