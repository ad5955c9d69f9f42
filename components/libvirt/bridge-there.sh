#!/bin/sh
# Looks whether every hypervisor has the bridge that machines are to be on. Environment: LIBVIRT_URIS, BRIDGE.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/bridge.sh"

for uri in $LIBVIRT_URIS; do
  refusal=$(bridge_refusal "$uri" "$BRIDGE")
  [ -z "$refusal" ] || give_up "a hypervisor has no bridge $BRIDGE" "where=$uri" "seen=$refusal" \
    "why=the machines are on that bridge of every hypervisor" \
    'remedy=make it there, or name another: pulumi config set --path libvirt.bridge; then run "pulumi up" again'
done
echo "$BRIDGE"
