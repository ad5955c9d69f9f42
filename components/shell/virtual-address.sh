#!/bin/sh
# Lets a machine take its place among those that share the API's address, or leave it: "join" or "leave". Environment: that of the channel, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../$PLATFORM/channel.sh"

case $1 in
  join) what="$NAME cannot take its place among those that share the address of the API" ;;
  leave) what="$NAME cannot hand the shared address over" ;;
esac
# One that is off has lost its share already.
if [ "$1" = leave ] && [ "$(machine_state "$NAME")" != running ]; then exit; fi
step "$what" "$(place_of "$NAME")" in_machine "$NAME" timeout "$(time_for 60)" /usr/local/bin/virtual-address "$1" < /dev/null
echo "$NAME: $1"
