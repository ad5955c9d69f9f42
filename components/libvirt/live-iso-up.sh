#!/bin/sh
# Puts a live image of CoreOS with the Ignition config on standard input embedded into a volume of the cluster's pool, which
# the hypervisor's QEMU alone can read. Prints the volume's path. Environment: that of the channel, NAME, IMAGE, and what
# its PROGRAM is told that fetches it.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/secret-volume.sh"

volume="$NAME.iso"
what="$NAME cannot be given its live image"

# The config holds keys, and so goes through a folder in memory that nobody else can enter.
umask 077
scratch=$(mktemp --directory /dev/shm/hardway-live-iso.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
cat > "$scratch/config"

test -e "$IMAGE" || node --require tsx/cjs tools/main.ts "$PROGRAM" >&2
place=$(node .tools/lib/live-iso.cjs "$IMAGE" "$scratch/area" < "$scratch/config")

# The image is the same for everybody; what is secret goes into the volume alone, over zeros of the image.
echo "uploading the live image of $NAME, $(stat --format %s "$IMAGE") bytes" >&2
make_secret_volume "$what" "$volume" "$IMAGE"
step "$what" "volume $volume of pool $INSTANCE" virsh_quiet vol-upload --pool "$INSTANCE" "$volume" "$scratch/area" \
  --offset "${place% *}" --length "${place#* }"
virsh_quiet vol-path --pool "$INSTANCE" "$volume"
