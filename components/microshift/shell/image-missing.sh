#!/bin/sh
# Pulls the image of the nodes, which is not on this host. Environment: IMAGE. One that is only ever made here cannot be pulled.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"

missing() {
  give_up "the image of the nodes is missing" "where=podman image $IMAGE" "seen=$1" "why=nodes are containers that have MicroShift in their image" \
    "remedy=build it from the sources of the microshift-io project (make image there, as root, so that podman has it), or set another: pulumi config set --path microshift.image <image>; then run \"pulumi up\" again"
}
case $IMAGE in
  localhost/*) missing "podman does not have it, and an image of localhost is in no registry" ;;
esac
echo "pulling $IMAGE" >&2
if words=$(podman pull --quiet "$IMAGE" 2>&1); then exit; fi
missing "it cannot be pulled: $(printf '%s' "$words" | tail -n 3)"
