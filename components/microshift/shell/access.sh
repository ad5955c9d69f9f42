#!/bin/sh
# Reads how the cluster is reached from the first of its nodes that knows: prints lines of a name, an equals sign and the
# content of a file in base64. Secret. Environment: that of the channel, ADDRESS (the one that the kubeconfig shall have),
# QUARTER (with another one it is read again: MicroShift renews its certificates).
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/channel.sh"

data=/var/lib/microshift
kubeconfig="$data/resources/kubeadmin/$ADDRESS/kubeconfig"
client="$data/certs/etcd-signer/apiserver-etcd-client"
# Seconds. MicroShift writes these files at the beginning of its first start.
limit=$(time_for 180)
deadline=$(($(date +%s) + limit))
running() { podman ps --filter "label=hardway.instance=$INSTANCE" --format '{{.Names}}' | sort -V; }
knows() {
  for file in "$kubeconfig" "$data/certs/etcd-signer/ca.crt" "$client/client.crt" "$client/client.key"; do
    podman exec "$1" test -s "$file" || return 1
  done
}
content() { podman exec "$1" cat "$2" | base64 --wrap=0; }
while true; do
  for node in $(running); do
    knows "$node" || continue
    echo "kubeconfig=$(content "$node" "$kubeconfig")"
    echo "etcdAuthority=$(content "$node" "$data/certs/etcd-signer/ca.crt")"
    echo "etcdCertificate=$(content "$node" "$client/client.crt")"
    echo "etcdKey=$(content "$node" "$client/client.key")"
    exit
  done
  first=$(running | head -n 1)
  words="no container runs"
  [ -z "$first" ] || words=$(podman exec "$first" journalctl --unit microshift --lines 8 --no-pager 2>&1)
  [ "$(date +%s)" -lt "$deadline" ] || give_up "no node says within $limit s how the cluster is reached" "where=$INSTANCE" \
    "seen=$words" \
    "why=MicroShift does not start, or has not written $kubeconfig" \
    "remedy=look at it (podman exec ${first:-CONTAINER} journalctl -u microshift), then run \"pulumi up\" again"
  sleep 0.5
done
