#!/bin/sh
# Puts the Ignition config on standard input into a volume of the cluster's pool, which the hypervisor's QEMU alone can
# read. Prints the volume's path. Environment: that of the channel, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/secret-volume.sh"

# The config holds keys, and so goes through a folder in memory that nobody else can enter.
umask 077
scratch=$(mktemp --directory /dev/shm/hardway-ignition.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
cat > "$scratch/config"

make_secret_volume "$NAME cannot be given its Ignition config" "$NAME.ign" "$scratch/config"
virsh_quiet vol-path --pool "$INSTANCE" "$NAME.ign"
