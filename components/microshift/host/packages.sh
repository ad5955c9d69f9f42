#!/bin/sh
# Installs the packages that are missing ("up"), and removes those that it has installed ("down").
# Values: TURNS, the packages of a turn on each line; RECOMMENDED (yes or no).
set -eu

is_installed() { rpm --query --quiet "$1"; }

up() {
  printf '%s\n' "$TURNS" > "$STATE/turns"
  while read -r turn; do install_missing "$turn"; done < "$STATE/turns"
  rm "$STATE/turns"
  remove_but " $(echo "$TURNS" | tr '\n' ' ') "
}

install_missing() {
  missing=
  for name in $1; do is_installed "$name" || missing="$missing $name"; done
  [ -n "$missing" ] || return 0
  for name in $missing; do remember packages "$name"; done
  weak=True
  if [ "$RECOMMENDED" = no ]; then weak=False; fi
  mark
  # shellcheck disable=SC2086 # each is a word of its own
  if ! seen=$(dnf --assumeyes --setopt="install_weak_deps=$weak" install $missing 2>&1 < /dev/null); then
    for name in $missing; do is_installed "$name" || forget packages "$name"; done
    refuse "$missing" "$(printf '%s\n' "$seen" | tail --lines=5)"
  fi
  echo "$HOST: has installed$missing" >&2
}

refuse() {
  case $2 in
    *"nable to find a match"* | *"o match for argument"*)
      why="no enabled repository has it: not for this version or architecture, or not from this source"
      remedy="see dnf repolist there; set microshift.version, microshift.addOns or microshift.packages, $AGAIN" ;;
    *"o space left"* | *"needs"*"more space"*)
      why="the disk is full" remedy="make room (df -h shows what is full), $AGAIN" ;;
    *"url error"* | *"annot download"* | *"ailed to download"*)
      why="the repositories do not answer the host" remedy="see what its network or its proxy lacks, $AGAIN" ;;
    *) why="dnf's last words are all that is known" remedy="mend that, $AGAIN" ;;
  esac
  give_up "packages cannot be installed:$1" "where=$HOST" "seen=$2" "why=$why" "remedy=$remedy"
}

# Removes what this program has installed, but those of a list with a blank on each side of each.
remove_but() {
  unwanted=
  for name in $(remembered packages); do
    case $1 in *" $name "*) ;; *) unwanted="$unwanted $name" ;; esac
  done
  [ -n "$unwanted" ] || return 0
  mark
  # shellcheck disable=SC2086 # each is a word of its own
  step "packages cannot be removed:$unwanted" "$HOST" dnf --assumeyes remove $unwanted < /dev/null
  for name in $unwanted; do forget packages "$name"; done
  echo "$HOST: has removed$unwanted" >&2
}

down() { remove_but ""; }

case $ORDER in up | down) "$ORDER" ;; esac
