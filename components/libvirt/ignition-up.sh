#!/bin/sh
# Puts the Ignition config on standard input into a volume of the cluster's pool, which the hypervisor's QEMU alone can
# read. Prints the volume's path. Environment: that of the channel, NAME.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"

volume="$NAME.ign"
where="volume $volume of pool $INSTANCE"
what="$NAME cannot be given its Ignition config"

# The config holds keys, and so goes through a folder in memory that nobody else can enter.
umask 077
scratch=$(mktemp --directory /dev/shm/hardway-ignition.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
cat > "$scratch/config"

# As whom QEMU runs, in libvirt's words: "+64055:+106". Where nothing is said it runs as root.
qemu_user() {
  virsh_quiet capabilities |
    sed -n "/<model>dac</,/<\/secmodel>/s/.*<baselabel[^>]*>+\([0-9]*\):+\([0-9]*\)<.*/\1 \2/p" | head --lines=1
}
user=$(qemu_user)
owner=${user%% *} group=${user##* }
cat > "$scratch/volume" << END
<volume>
  <name>$volume</name>
  <capacity unit="bytes">$(stat --format %s "$scratch/config")</capacity>
  <target>
    <format type="raw"/>
    <permissions><mode>0600</mode><owner>${owner:-0}</owner><group>${group:-0}</group></permissions>
  </target>
</volume>
END

# An interrupted run may have left one.
if virsh_quiet vol-info --pool "$INSTANCE" "$volume" > /dev/null 2>&1; then
  step "$what" "$where" virsh_quiet vol-delete --pool "$INSTANCE" "$volume"
fi
step "$what" "$where" virsh_quiet vol-create "$INSTANCE" "$scratch/volume"
step "$what" "$where" virsh_quiet vol-upload --pool "$INSTANCE" "$volume" "$scratch/config"
virsh_quiet vol-path --pool "$INSTANCE" "$volume"
