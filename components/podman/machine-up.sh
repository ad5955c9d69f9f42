#!/bin/sh
# Makes a machine and boots it with the Ignition config on standard input.
# Environment: INSTANCE, NAME, IMAGE, ADDRESS, MAC, and RESTART, which is podman's restart policy.
# It returns when Ignition has been applied.
set -eu

container="$INSTANCE-$NAME"
state="/var/lib/hardway/$INSTANCE"
inside() { nsenter --net="/run/netns/$INSTANCE" podman --network-config-dir "$state/networks" "$@"; }

# What an interrupted run left is no machine yet: nobody has joined it to anything.
if podman container exists "$container"; then
  echo "removing the unfinished $NAME that an interrupted run left" >&2
  inside rm --force --time 0 --volumes "$container" > /dev/null
fi
podman volume rm --force "$container" > /dev/null
podman volume create --label "hardway.instance=$INSTANCE" "$container" > /dev/null

# The choice of runtime, of systemd mode and of restart policy is explained in docs/machines.md.
inside --runtime runc create --name "$container" --restart "$RESTART" --hostname "$NAME" --label "hardway.instance=$INSTANCE" \
  --network "$INSTANCE:ip=$ADDRESS,mac=$MAC" --privileged --systemd=false --env container=podman --cgroupns=private \
  --ulimit nofile=20000:20000 --ulimit nproc=20000:20000 --pids-limit=-1 --tmpfs /tmp --tmpfs /run \
  --volume "$container:/var" --stop-signal SIGRTMIN+3 --stop-timeout 20 "$IMAGE" > /dev/null

# The config holds keys: it goes through a folder in memory that only root can enter, and is gone again at once.
scratch=$(mktemp -d "/run/$container.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/etc/ignition"
(umask 077 && cat > "$scratch/etc/ignition/config.ign")
tar --create --directory "$scratch" etc/ignition/config.ign | podman cp - "$container:/"

inside start "$container" > /dev/null
pid=$(podman inspect --format '{{.State.Pid}}' "$container")
applied="$(podman volume inspect --format '{{.Mountpoint}}' "$container")/lib/ignition/applied"
until [ -e "$applied" ]; do
  if ! kill -0 "$pid" 2> /dev/null; then
    podman logs "$container" >&2
    echo "$NAME stopped before Ignition was applied; its log is above" >&2
    exit 1
  fi
  sleep 0.1
done
echo "$container"
