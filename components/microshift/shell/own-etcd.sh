#!/bin/sh
# Has a control plane that joined etcd as a learner ask its own member from now on: starts MicroShift anew, and returns when
# that has said that it is ready. Nothing to do for one that began the cluster. Environment: that of the channel, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"

mark=/etc/microshift/joined-as-learner
if ! in_node test -e "$mark"; then
  echo "$NAME asks its own member of etcd"
  exit
fi
# Seconds; systemd itself gives a start four minutes.
limit=$(time_for 300)
timeout "$limit" podman exec "$INSTANCE-$NAME" systemctl restart microshift.service ||
  give_up "MicroShift does not start again on $NAME" "where=$(place_of "$NAME")" \
    "seen=$(in_node journalctl --unit microshift --lines 8 --no-pager 2>&1)" \
    "why=what was seen last is all that is known" "remedy=mend that and run \"pulumi up\" again"
in_node rm "$mark"
echo "$NAME asks its own member of etcd"
