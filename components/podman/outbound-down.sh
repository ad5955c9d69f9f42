#!/bin/sh
# Ends the way out of a cluster's network, if there is one. Environment: INSTANCE.
set -eu

pid_file="/var/lib/hardway/$INSTANCE/outbound.pid"
[ -e "$pid_file" ] || exit 0
pid=$(cat "$pid_file")
# After a restart of the host another program may have the number.
if [ -n "$pid" ] && tr '\0' ' ' < "/proc/$pid/cmdline" 2> /dev/null | grep -q "^slirp4netns .*/run/netns/$INSTANCE "; then
  kill "$pid"
  while [ -e "/proc/$pid" ]; do sleep 0.05; done
fi
rm -f "$pid_file"
