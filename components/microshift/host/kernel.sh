#!/bin/sh
# Has the kernel's settings be those of the function "files", now and at every boot ("up"). "down" takes the files away;
# the numbers themselves stay until the next boot, as others may rely on them by now.
set -eu

up() {
  put_files
  if is_marked "$STEP"; then
    step "the kernel's settings cannot be made" "$HOST" sysctl --quiet --system
    unmark "$STEP"
  fi
}
down() {
  take_away_files
  unmark "$STEP"
}

case $ORDER in up | down) "$ORDER" ;; esac
