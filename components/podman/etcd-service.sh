#!/bin/sh
# Starts or ends etcd on a machine of its own: "start" or "stop". Environment: INSTANCE, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"

container="$INSTANCE-$NAME"
case $1 in
  start)
    step "etcd of $NAME cannot be started" "container $container" \
      timeout 60 podman exec "$container" systemctl start --no-block etcd.service
    ;;
  stop)
    # What does not run needs no end.
    if [ "$(state_of "$container")" = running ]; then
      step "etcd of $NAME cannot be ended in order" "container $container" \
        timeout 60 podman exec "$container" /usr/local/bin/etcd-stop
    fi
    ;;
esac
echo "$NAME: $1"
