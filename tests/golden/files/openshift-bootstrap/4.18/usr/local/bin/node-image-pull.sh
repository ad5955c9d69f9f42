#!/bin/bash
# Fetches the system image that the release names and checks it out beside the one that runs.
set -euo pipefail

image=$(sed -n 's|^stream-coreos=||p' /opt/openshift/release/images)
if [ -z "$image" ]; then
  echo 'the release has no image stream-coreos' >&2
  exit 1
fi
mount -o remount,rw /sysroot
ostree container image pull --authfile /var/lib/kubelet/config.json /ostree/repo "ostree-unverified-image:docker://$image"

found=$(ostree refs --repo /ostree/repo | grep '^ostree/container/image/docker')
if [ "$(wc -l <<<"$found")" != 1 ]; then
  echo "one system image was expected: $found" >&2
  exit 1
fi
ostree refs --repo /ostree/repo --delete hardway/node-image
ostree refs --repo /ostree/repo "$found" --create hardway/node-image
rm -rf /ostree/repo/tmp/node-image
ostree checkout --repo /ostree/repo -H hardway/node-image /ostree/repo/tmp/node-image
