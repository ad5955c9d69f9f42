#!/bin/sh
# Removes the volume of a machine's live image, where its installation has left it. Environment: that of the channel, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/secret-volume.sh"

remove_volume "$NAME.iso"
