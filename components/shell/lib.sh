#!/bin/sh
# What the scripts of this folder share. It is sourced and does nothing by itself.

script_began=$(date +%s)

# How many seconds a wait may take that takes so many on a host of the usual pace: SECONDS. Environment: HARDWAY_PATIENCE,
# by which the gates wait (topology/patience.ts); a host that is given more of it has as much more time here.
time_for() {
  seconds_of_patience=${HARDWAY_PATIENCE:-120}
  [ "$seconds_of_patience" -gt 120 ] || seconds_of_patience=120
  echo $(($1 * seconds_of_patience / 120))
}

# Ends the script with an error in the parts that every error of the program has: WHAT, then where=, seen=, why= and
# remedy=; since when is when the script began. A text of several lines stands under its part.
give_up() {
  what=$1
  where=$2
  shift 2
  since=$(date --utc --date="@$script_began" '+%Y-%m-%d %H:%M:%S UTC')
  echo "$what" >&2
  for part in "$where" "since=$since, for $(($(date +%s) - script_began)) s" "$@"; do
    printf '  %-7s %s\n' "${part%%=*}:" "${part#*=}" | sed '2,$s/^/          /' >&2
  done
  exit 1
}

# Runs a command that must end well: WHAT (it failed to do), WHERE, COMMAND. Its last words tell the likely cause.
step() {
  what=$1
  where=$2
  shift 2
  words=$(mktemp /run/hardway-step.XXXXXX)
  if "$@" > /dev/null 2> "$words"; then
    rm "$words"
    return
  fi
  seen=$(tail --lines=5 "$words")
  rm "$words"
  conclude "$what" "$where" "${seen:-no answer in time}"
}

# Ends the script: WHAT, WHERE, SEEN. The cause and the remedy follow from the words in what was seen last, which are
# those of podman, of the kernel or of a machine's first process.
conclude() {
  remedy='mend that and run "pulumi up" again'
  case $3 in
    *[Nn]"o space left on device"*)
      why="the disk is full"
      remedy='make room (df -h shows what is full), then run "pulumi up" again' ;;
    *"image not known"* | *"no such image"* | *"unable to find"*)
      why="the machine image was removed after it had been made"
      remedy='make it again with "make image", then run "pulumi up" again' ;;
    *"already allocated"* | *"ddress already in use"*)
      why="another container has the address, or had it and was removed by hand after its network's file: podman keeps it until the host boots"
      remedy='remove that container (podman ps --all); if there is none, give the machines other numbers (pulumi config: hostNumbers), or boot the host; then run "pulumi up" again' ;;
    *[Cc]"annot allocate memory"* | *"out of memory"*)
      why="there is no memory left"
      remedy='free some (free -m shows how much there is), then run "pulumi up" again' ;;
    *"executable file not found"* | *"exec format error"* | *"no such file or directory"*)
      why="the machine image is broken: its first process cannot be run"
      remedy='remove the image (podman rmi), then run "pulumi up" again, which makes it' ;;
    *"Ignition failed"*)
      why="Ignition cannot apply the config, for the reason in its last words"
      remedy='mend that (a full disk, a wrong file in the image), then run "pulumi up" again, which makes the machine anew' ;;
    *"not a word"*)
      why="the machine image is broken: its first process ends at once"
      remedy='remove the image (podman rmi), then run "pulumi up" again, which makes it' ;;
    *"no answer in time"*) why="the host is overloaded or podman waits for a lock that somebody holds" ;;
    *) why="what was seen last is all that is known" ;;
  esac
  give_up "$1" "where=$2" "seen=$3" "why=$why" "remedy=$remedy"
}

# The room on the file system of a path in MiB; a folder that is not there yet is judged by the one above it.
free_mib() {
  path=$1
  until [ -e "$path" ]; do path=$(dirname "$path"); done
  df --output=avail --block-size=1M "$path" | tail --lines=1 | tr -d ' '
}
# Gives up unless there is room: WHAT (cannot be done), PATH, MiB.
need_room() {
  free=$(free_mib "$2")
  [ "$free" -ge "$3" ] || give_up "$1" "where=$2" "seen=$free MiB are free, $3 MiB are needed" \
    "why=the disk is full or nearly so" 'remedy=make room (df -h shows what is full), then run "pulumi up" again'
}
