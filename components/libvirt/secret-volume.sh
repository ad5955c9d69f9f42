#!/bin/sh
# Volumes of the cluster's pool that hold secrets; it is sourced, after channel.sh and the library of components/shell.

# As whom QEMU runs, in libvirt's words: "+64055:+106". Where nothing is said it runs as root.
qemu_user() {
  virsh_quiet capabilities |
    sed -n "/<model>dac</,/<\/secmodel>/s/.*<baselabel[^>]*>+\([0-9]*\):+\([0-9]*\)<.*/\1 \2/p" | head --lines=1
}

# Makes a volume which the hypervisor's QEMU alone can read, with the content of a file: WHAT (it failed to do), VOLUME, FILE.
make_secret_volume() {
  where="volume $2 of pool $INSTANCE"
  user=$(qemu_user)
  owner=${user%% *} group=${user##* }
  # An interrupted run may have left one.
  remove_volume "$2"
  step "$1" "$where" virsh_quiet vol-create "$INSTANCE" /dev/stdin << END
<volume>
  <name>$2</name>
  <capacity unit="bytes">$(stat --dereference --format %s "$3")</capacity>
  <target>
    <format type="raw"/>
    <permissions><mode>0600</mode><owner>${owner:-0}</owner><group>${group:-0}</group></permissions>
  </target>
</volume>
END
  step "$1" "$where" virsh_quiet vol-upload --pool "$INSTANCE" "$2" "$3"
}

# Removes a volume, where it is there: VOLUME.
remove_volume() {
  if virsh_quiet vol-info --pool "$INSTANCE" "$1" > /dev/null 2>&1; then
    step "a volume cannot be removed" "volume $1 of pool $INSTANCE" virsh_quiet vol-delete --pool "$INSTANCE" "$1"
  fi
}
