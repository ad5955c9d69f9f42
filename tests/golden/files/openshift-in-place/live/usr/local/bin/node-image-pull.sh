#!/bin/bash
# Fetches the system image that the release names and checks it out beside the one that runs.
set -euo pipefail

image=$(sed -n 's|^stream-coreos=||p' /opt/openshift/release/images)
if [ -z "$image" ]; then
  echo 'the release has no image stream-coreos' >&2
  exit 1
fi
mkdir -p /var/node-image
ostree init --repo /var/node-image/repo --mode bare
ostree container image pull --authfile /var/lib/kubelet/config.json /var/node-image/repo "ostree-unverified-image:docker://$image"

found=$(ostree refs --repo /var/node-image/repo | grep '^ostree/container/image/docker')
if [ "$(wc -l <<<"$found")" != 1 ]; then
  echo "one system image was expected: $found" >&2
  exit 1
fi
ostree refs --repo /var/node-image/repo --delete hardway/node-image
ostree refs --repo /var/node-image/repo "$found" --create hardway/node-image
rm -rf /var/node-image/checkout
ostree checkout --repo /var/node-image/repo hardway/node-image /var/node-image/checkout
rm -rf /var/node-image/repo
