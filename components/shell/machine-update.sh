#!/bin/sh
# Brings the files of a running machine up to date with the Ignition config on standard input.
# Environment: that of the channel, NAME, LOAD_BALANCERS. No two machines of a cluster are changed at once.
set -eu

# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../$PLATFORM/channel.sh"

state=$(machine_state "$NAME")
[ "$state" = running ] ||
  give_up "$NAME cannot be changed" "where=$(place_of "$NAME")" "seen=the machine is $state" \
    "why=files are changed in a machine that runs" \
    "remedy=start it ($(start_with "$NAME")), or replace it: pulumi config set --path machineGenerations.$NAME 2"
flock "$(upkeep_lock)" node .tools/lib/upkeep.cjs >&2
echo "$INSTANCE-$NAME"
