#!/bin/sh
# Looks before a cluster's network becomes another one: that takes all machines along, so it is refused while any of them
# runs, unless the configuration asks for just that network. Prints the network.
# Environment: that of the channel, NETWORK, CONSENT; of what was printed last time, PULUMI_COMMAND_STDOUT.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../$PLATFORM/channel.sh"

former=${PULUMI_COMMAND_STDOUT:-$NETWORK}
if [ "$NETWORK" != "$former" ] && [ "$NETWORK" != "$CONSENT" ]; then
  machines=$(running_machines)
  [ -z "$machines" ] || give_up "the cluster's network would be replaced, and all of its machines with it" \
    "where=network $INSTANCE, from \"$former\" to \"$NETWORK\"" "seen=$machines" \
    "why=the cluster would be made anew: its machines run, and nothing of what they hold would be kept" \
    "remedy=take the change of configuration back, or ask for it: pulumi config set replaceNetwork \"$NETWORK\""
fi
echo "$NETWORK"
