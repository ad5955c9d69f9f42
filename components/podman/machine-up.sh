#!/bin/sh
# Makes a machine and boots it with the Ignition config on standard input.
# Environment: INSTANCE, NAME, IMAGE, ADDRESSES (one for each family), MAC, GENERATION, and RESTART, which is
# podman's restart policy.
# It returns when Ignition has been applied; each step has a limit.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/address.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/fresh-machine.sh"

container="$INSTANCE-$NAME"
# Seconds; a step takes one, on a busy host some. A machine needs the room for etcd's log, images and journals.
limit=60
room_mib=512

# The config holds keys: it goes through a folder in memory that only root can enter, and is gone again at once.
scratch="/run/$INSTANCE/$NAME"
rm -rf "$scratch"
trap 'rm -rf "$scratch"' EXIT
(umask 077 && mkdir -p "$scratch" && cat > "$scratch/config.ign")
made_from=$({ echo "$IMAGE $ADDRESSES $MAC $GENERATION" && cat "$scratch/config.ign"; } | sha256sum | cut -c 1-64)
mark_of_ignition() { echo "$(podman volume inspect --format '{{.Mountpoint}}' "$container")/lib/ignition/applied"; }
is_whole() {
  [ "$(podman inspect --format '{{index .Config.Labels "hardway.made-from"}}' "$container" 2> /dev/null)" = "$made_from" ] &&
    [ -e "$(mark_of_ignition)" ]
}

keep_what_is_whole
make_fresh_volume
# shellcheck disable=SC2154 # It is the one that was made just now.
need_room "$NAME has no room for its state" "$volume" "$room_mib"
on_network="$INSTANCE:mac=$MAC"
for ADDRESS in $ADDRESSES; do
  case $ADDRESS in
    *:*) on_network="$on_network,ip6=$ADDRESS" ;;
    *) on_network="$on_network,ip=$ADDRESS" ;;
  esac
  ask_for_address
done

# The choice of runtime, of systemd mode and of restart policy is explained in docs/machines.md.
step "$NAME cannot be made" "container $container" \
  inside --runtime runc create --pull never --name "$container" --restart "$RESTART" --hostname "$NAME" \
  --label "hardway.instance=$INSTANCE" --label "hardway.made-from=$made_from" \
  --network "$on_network" --privileged --systemd=false --env container=podman --cgroupns=private \
  --ulimit nofile=20000:20000 --ulimit nproc=20000:20000 --pids-limit=-1 --tmpfs /tmp --tmpfs /run \
  --volume "$container:/var" --stop-signal SIGRTMIN+3 --stop-timeout 20 "$IMAGE"

# From a file: of what it reads from a pipe, podman leaves a copy in /var/tmp.
put_config() { podman cp "$scratch/config.ign" "$container:/etc/ignition/config.ign"; }
step "$NAME cannot be given its Ignition config" "container $container" put_config

for ADDRESS in $ADDRESSES; do refuse_taken_address; done
step "$NAME cannot be started" "container $container" inside start "$container"
started=$(date +%s)
pid=$(podman inspect --format '{{.State.Pid}}' "$container")
applied=$(mark_of_ignition)
last_words() { podman logs --tail 8 "$container" 2>&1; }
until [ -e "$applied" ]; do
  # The number is 0 where the first process had ended before it was asked for.
  if [ ! -e "/proc/$pid" ]; then
    words=$(last_words)
    # The restart policy would start it again and again.
    podman stop --time 0 "$container" > /dev/null
    conclude "$NAME ended before it had applied its Ignition config" "container $container" \
      "its first process ended within $(($(date +%s) - started + 1)) s; its last words: ${words:-not a word}"
  fi
  [ $(($(date +%s) - started)) -lt "$limit" ] ||
    give_up "$NAME has not applied its Ignition config within $limit s" "where=container $container" \
      "seen=its first process runs; its last words: $(last_words)" \
      "why=the first process hangs before Ignition: the machine image is broken, or the host is overloaded" \
      "remedy=look inside (podman exec -it $container ps aux), then run \"pulumi up\" again, which makes the machine anew"
  sleep 0.1
done
echo "$container"
