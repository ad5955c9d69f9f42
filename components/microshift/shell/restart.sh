#!/bin/sh
# Starts MicroShift anew on a node, and returns when it has said that it is ready. Environment: that of the channel, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/channel.sh"

# Seconds; systemd itself gives a start four minutes.
limit=$(time_for 300)
timeout "$limit" podman exec "$INSTANCE-$NAME" systemctl restart microshift.service ||
  give_up "MicroShift does not start again on $NAME" "where=$(place_of "$NAME")" \
    "seen=$(podman exec "$INSTANCE-$NAME" journalctl --unit microshift --lines 8 --no-pager 2>&1)" \
    "why=what was seen last is all that is known" "remedy=mend that and run \"pulumi up\" again"
echo "$NAME asks its own member of etcd"
