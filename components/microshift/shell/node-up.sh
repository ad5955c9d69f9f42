#!/bin/sh
# Makes a node of MicroShift and starts it with all of its files in place: what its first start finds decides what the
# cluster becomes. Environment: INSTANCE, NAME, IMAGE, ADDRESS, MAC, GENERATION, FILES (a shell archive,
# manifests/shell-archive.ts), IMAGE_CACHE (a folder of this host; empty: the node keeps its own images), OUTBOUND (nat, or none). On standard input
# the files that are secret, as another archive, or nothing.
# It returns when systemd runs in the node; each step has a limit.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/address.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/../../podman/fresh-machine.sh"

container="$INSTANCE-$NAME"
# Seconds.
limit=$(time_for 60)
room_mib=2048

# Some of the files are secret: all go through a folder in memory that only root can enter, and are gone again at once.
scratch="/run/$INSTANCE/$NAME"
rm -rf "$scratch"
trap 'rm -rf "$scratch"' EXIT
(umask 077 && mkdir -p "$scratch" && cat > "$scratch/secret" && printf '%s' "$FILES" > "$scratch/public")
made_from=$({ echo "$IMAGE $ADDRESS $MAC $GENERATION $IMAGE_CACHE" && cat "$scratch/public" "$scratch/secret"; } | sha256sum | cut -c 1-64)
put() {
  install -D -m "$1" /dev/stdin "$scratch/tree$2"
}
for archive in public secret; do
  [ -s "$scratch/$archive" ] || continue
  # shellcheck source=/dev/null
  . "$scratch/$archive"
  files
done

is_whole() {
  [ "$(podman inspect --format '{{index .Config.Labels "hardway.made-from"}}' "$container")" = "$made_from" ] &&
    [ "$(state_of "$container")" != created ] && [ "$(state_of "$container")" != initialized ]
}
keep_what_is_whole
make_fresh_volume
# shellcheck disable=SC2154 # It is the one that was made just now.
need_room "$NAME has no room for its state and its images" "$volume" "$room_mib"
ask_for_address
if [ -n "$IMAGE_CACHE" ]; then install -d -m 711 "$IMAGE_CACHE"; fi

# Names are asked of the way out, which asks those whom the host asks; the host's own list may be of its loopback.
dns=none
[ "$OUTBOUND" != nat ] || dns=10.0.2.3

# MicroShift's own units ask for as many open files; nobody gets more than the host gives to those who start containers.
open_files=$(prlimit --nofile --noheadings --output HARD)
if [ "$open_files" = unlimited ] || [ "$open_files" -gt 524288 ]; then open_files=524288; fi

# The choice of runtime, of systemd mode and of restart policy is explained in docs/machines.md.
step "$NAME cannot be made" "container $container" \
  inside --runtime runc create --pull never --name "$container" --restart on-failure --hostname "$NAME" \
  --label "hardway.instance=$INSTANCE" --label "hardway.made-from=$made_from" \
  --network "$INSTANCE:mac=$MAC,ip=$ADDRESS" --dns="$dns" --privileged --systemd=false --env container=podman --cgroupns=private \
  --ulimit nofile="$open_files:$open_files" --ulimit nproc=20000:20000 --pids-limit=-1 --tmpfs /tmp --tmpfs /run \
  --volume "$container:/var" ${IMAGE_CACHE:+--volume "$IMAGE_CACHE:/var/lib/containers"} \
  --stop-signal SIGRTMIN+3 --stop-timeout 20 "$IMAGE"

# From when it is set up, the node itself answers for its address.
refuse_taken_address

# Podman copies the image's /var into the volume when the container is first set up, and only into an empty one: what is
# put there before that would be all that the node has.
step "$NAME cannot be set up" "container $container" inside init "$container"
step "$NAME cannot be given its files" "container $container" inside cp --archive "$scratch/tree/." "$container:/"
step "$NAME cannot be started" "container $container" inside start "$container"

deadline=$(($(date +%s) + limit))
systemd_runs() { podman exec "$container" systemctl is-system-running 2> /dev/null | grep -qE 'starting|running|degraded'; }
until systemd_runs; do
  [ "$(date +%s)" -lt "$deadline" ] || give_up "systemd does not run in $NAME within $limit s" "where=container $container" \
    "seen=the container is $(state_of "$container"); its last words: $(podman logs --tail 8 "$container" 2>&1)" \
    "why=the image's first process is no systemd, or the host is overloaded" \
    "remedy=look at the image (podman run --rm -it $IMAGE), then run \"pulumi up\" again, which makes the node anew"
  sleep 0.2
done
echo "$container"
