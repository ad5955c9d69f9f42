#!/bin/sh
# Has firewalld let MicroShift's traffic pass (MODE rules), be off (off), or be as it was found (untouched): "up". What it
# has added or switched off it takes back when the mode changes, and with "down".
# Values: MODE; RULES, on each line a zone (trusted or default) and a rule.
set -eu

is_installed() { [ -x "$(command -v firewall-cmd)" ]; }

# Rules are kept in files, which firewalld reads when it starts: one that runs is asked, else the files are changed.
permanent() {
  if is_active firewalld.service; then firewall-cmd --permanent "$@"; else firewall-offline-cmd "$@"; fi < /dev/null
}
zone_named() {
  case $1 in
    default) if is_active firewalld.service; then firewall-cmd --get-default-zone; else firewall-offline-cmd --get-default-zone; fi ;;
    *) echo "$1" ;;
  esac
}

# add or remove, ZONE, RULE (such as port=80/tcp)
change() { step "firewalld cannot $1 $3" "zone $2 of firewalld on $HOST" permanent "--zone=$2" "--$1-$3"; }
has_rule() { permanent "--zone=$1" "--query-$2" > /dev/null; }

add_rules() {
  printf '%s\n' "$RULES" > "$STATE/rules"
  while read -r kind rule; do
    zone=$(zone_named "$kind")
    if ! has_rule "$zone" "$rule"; then
      remember firewall "$zone $rule"
      mark
      change add "$zone" "$rule"
      echo "$HOST: firewalld lets pass $rule in zone $zone" >&2
    fi
  done < "$STATE/rules"
}

# Removes what was added, but what the file of wanted rules still has.
remove_rules() {
  remembered firewall > "$STATE/had"
  while read -r zone rule; do
    if [ -e "$STATE/rules" ] && grep --quiet --fixed-strings --line-regexp -e "trusted $rule" -e "default $rule" "$STATE/rules"; then
      continue
    fi
    mark
    if has_rule "$zone" "$rule"; then change remove "$zone" "$rule"; fi
    forget firewall "$zone $rule"
    echo "$HOST: firewalld has $rule in zone $zone no longer" >&2
  done < "$STATE/had"
  rm -f "$STATE/had" "$STATE/rules"
}

take_up() {
  is_marked "$STEP" || return 0
  if is_active firewalld.service; then step "firewalld cannot take its rules up" "$HOST" firewall-cmd --reload; fi
  unmark "$STEP"
}

switch_off() {
  if systemctl is-enabled --quiet firewalld.service 2> /dev/null; then remember firewalld-was enabled; fi
  if is_active firewalld.service; then remember firewalld-was active; fi
  order "firewalld cannot be switched off" firewalld.service disable --now
}
switch_on() {
  if is_remembered firewalld-was enabled; then
    order "firewalld cannot be started at every boot again" firewalld.service enable
  fi
  if is_remembered firewalld-was active; then order "firewalld cannot be started again" firewalld.service start; fi
  rm -f "$STATE/firewalld-was"
}

up() {
  if ! is_installed; then
    echo "$HOST: there is no firewalld, and so nothing to let pass" >&2
    return
  fi
  case $MODE in
    rules)
      switch_on
      add_rules
      remove_rules
      take_up ;;
    off)
      remove_rules
      take_up
      switch_off ;;
    untouched)
      switch_on
      remove_rules
      take_up ;;
  esac
}

down() {
  if is_installed; then
    switch_on
    remove_rules
    take_up
  fi
}

case $ORDER in up | down) "$ORDER" ;; esac
