#!/bin/sh
# Starts or ends etcd on a machine of its own: "start" or "stop". Environment: that of the channel, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../$PLATFORM/channel.sh"

case $1 in
  start)
    step "etcd of $NAME cannot be started" "$(place_of "$NAME")" \
      in_machine "$NAME" timeout 60 systemctl start --no-block etcd.service < /dev/null
    ;;
  stop)
    # What does not run needs no end.
    if [ "$(machine_state "$NAME")" = running ]; then
      step "etcd of $NAME cannot be ended in order" "$(place_of "$NAME")" \
        in_machine "$NAME" timeout 60 /usr/local/bin/etcd-stop < /dev/null
    fi
    ;;
esac
echo "$NAME: $1"
