#!/bin/sh
# What the scripts of this folder share. They run on MicroShift's host, each after components/shell/lib.sh, this, its values
# and its files in one shell; how they are put together is in manifests/microshift/host/script.ts.
# Values: STATE, the folder with what this program keeps on the host; STEP, by which a step's records are called.
set -eu

# The PATH of a command by ssh leaves out where most of these programs are.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
HOST=$(uname -n)
# Scripts that wait read it.
# shellcheck disable=SC2034
BEGAN=$(date +%s)
AGAIN='then run "pulumi up" again'

# What is recorded in LIST of this host is what destroy takes back: remember LIST ITEM, before the thing is done.
remember() { is_remembered "$1" "$2" || printf '%s\n' "$2" >> "$STATE/$1"; }
is_remembered() { [ -e "$STATE/$1" ] && grep --quiet --line-regexp --fixed-strings -e "$2" "$STATE/$1"; }
remembered() { if [ -e "$STATE/$1" ]; then cat "$STATE/$1"; fi; }
forget() {
  remembered "$1" | awk -v item="$2" '$0 != item' > "$STATE/$1.new"
  mv "$STATE/$1.new" "$STATE/$1"
}

# A step has changed something that its reader has not taken up yet; a run that was cut off leaves that to the next.
mark() { : > "$STATE/pending-$STEP"; }
is_marked() { [ -e "$STATE/pending-$1" ]; }
unmark() { rm -f "$STATE/pending-$1"; }

make_folder() {
  [ ! -d "$1" ] || return 0
  make_folder "$(dirname "$1")"
  remember "folders-$STEP" "$1"
  mkdir "$1"
}

# The text of a file as it comes; a step whose files have placeholders has a function of its own.
filled() { cat; }

# Puts the file on standard input in its place, in one step, unless it is there as it shall be: MODE, PATH.
put() {
  printf '%s\n' "$2" >> "$STATE/given-$STEP"
  make_folder "$(dirname "$2")"
  new=$(dirname "$2")/.$(basename "$2").hardway
  (umask 077 && filled > "$new")
  chmod "$1" "$new"
  if cmp --silent "$new" "$2" && [ "$(stat --format '%a %u:%g' "$2")" = "$1 0:0" ]; then
    rm "$new"
    return
  fi
  if ! is_remembered "files-$STEP" "$2"; then keep_original "$2"; fi
  remember "files-$STEP" "$2"
  mark
  mv "$new" "$2"
  echo "$HOST: has written $2" >&2
}

# What somebody else had put there comes back when this program's own goes.
keep_original() {
  if [ -e "$1" ]; then
    mkdir -p "$STATE/originals$(dirname "$1")"
    cp --preserve=all "$1" "$STATE/originals$1"
  fi
}

take_away() {
  if [ -e "$STATE/originals$1" ]; then mv "$STATE/originals$1" "$1"; else rm -f "$1"; fi
  forget "files-$STEP" "$1"
  mark
  echo "$HOST: has taken $1 away" >&2
}

# Has exactly the files that the function "files" gives (manifests/shell-archive.ts).
put_files() {
  : > "$STATE/given-$STEP"
  files
  take_away_rest
}
take_away_files() {
  : > "$STATE/given-$STEP"
  take_away_rest
  remembered "folders-$STEP" | tac | while read -r folder; do
    if [ -d "$folder" ]; then rmdir --ignore-fail-on-non-empty "$folder"; fi
  done
  rm -f "$STATE/files-$STEP" "$STATE/folders-$STEP"
}
take_away_rest() {
  remembered "files-$STEP" > "$STATE/had-$STEP"
  while read -r path; do
    is_remembered "given-$STEP" "$path" || take_away "$path"
  done < "$STATE/had-$STEP"
  rm "$STATE/had-$STEP" "$STATE/given-$STEP"
}

# Whether a unit runs, and how it last spoke.
is_active() { systemctl is-active --quiet "$1"; }
last_words() { journalctl --quiet --no-pager --lines="${2:-8}" --output=cat --unit "$1"; }

# Has systemd do something with a unit: WHAT (failed), UNIT, ORDER...
order() {
  what=$1 ordered=$2
  shift 2
  systemctl --quiet "$@" "$ordered" 2> /dev/null ||
    give_up "$what" "where=$ordered on $HOST" "seen=$(last_words "$ordered")" \
      "why=the last words of the unit are all that is known" "remedy=see journalctl --unit $ordered there, mend that, $AGAIN"
}
