/** Ends etcd on a machine of its own; an error where the others cannot do without it. */
export const etcdStopPath = "/usr/local/bin/etcd-stop";

/** Told to end by its unit, etcd hands its leadership on and answers what it was asked before. */
export function etcdStopScript(environmentPath: string): string {
  return `#!/bin/sh
# Ends etcd in order, so that nobody misses it: where too few of the others are healthy, it says so and goes on.
set -eu

# shellcheck source=/dev/null
. ${environmentPath}
if ! systemctl is-active --quiet etcd.service; then exit; fi
export ETCDCTL_CACERT ETCDCTL_CERT ETCDCTL_KEY
is_healthy() {
  curl --silent --fail --output /dev/null --max-time 2 \\
    --cacert "$ETCDCTL_CACERT" --cert "$ETCDCTL_CERT" --key "$ETCDCTL_KEY" "$1/health"
}

voters=$(etcdctl --endpoints="$OWN_MEMBER" member list | grep --count ', false$')
healthy=0
for url in $(echo "$OTHER_MEMBERS" | tr , ' '); do
  if is_healthy "$url"; then healthy=$((healthy + 1)); fi
done
needed=$((voters / 2 + 1))
if [ "$healthy" -lt "$needed" ]; then
  echo "$NAME: etcd is not ended: of the others $healthy are healthy, and $needed of $voters voters are needed" >&2
  exit 1
fi
systemctl stop etcd.service
echo "$NAME: etcd has ended in order" >&2
`;
}
