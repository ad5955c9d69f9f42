#!/bin/sh
# Puts the pull secret on standard input where CRI-O reads it, for root alone ("up"), and takes it away ("down").
# Value: PULL_SECRET, its path.
set -eu

files() { put 600 "$PULL_SECRET"; }

up() {
  put_files
  [ -s "$PULL_SECRET" ] || give_up "the pull secret is empty" "where=$PULL_SECRET on $HOST" "seen=a file without content" \
    "why=CRI-O would be refused every image" "remedy=set it (pulumi config set --secret pullSecret < FILE), $AGAIN"
}
down() { take_away_files; }

case $ORDER in up | down) "$ORDER" ;; esac
