#!/bin/sh
# Has MicroShift's configuration be exactly that of the function "files" ("up"), or takes it away ("down").
# Value: BASES, folders of packages' manifests that the files build on, separated by blanks.
set -eu

up() {
  for base in $BASES; do
    [ -d "$base" ] || give_up "the manifests that $HOST is to use differently are not there" "where=$base" \
      "seen=no such folder" "why=the package that has them is not installed, or has them elsewhere in this version" \
      "remedy=leave the add-on out of microshift.addOns, or install a package that has them there, $AGAIN"
  done
  put_files
}
down() { take_away_files; }

case $ORDER in up | down) "$ORDER" ;; esac
