#!/bin/sh
# Says how the image of a rehearsal's machines is made. Environment: IMAGE.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"

give_up "the image of the rehearsal's machines is missing" "where=podman image $IMAGE" "seen=podman has no such image" \
  "why=it carries what stands in for a release, and is made by the tests' own recipe" \
  "remedy=make rehearsal-image; then run \"pulumi up\" again"
